"""Who may import where, and whose imports one sees: one's own, and all in the sections that one may publish in."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from wagtail.permissions import page_permission_policy

from ...models import ManuscriptImport, SectionPage


def sections_open_to(user):
    """The sections that `user` may add articles to."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "add")
    return SectionPage.objects.filter(pk__in=pages.values("pk")).order_by("path")


def may_import(user):
    return user.has_perm("news.view_manuscriptimport") and sections_open_to(user).exists()


def may_import_into(user, section):
    return user.has_perm("news.view_manuscriptimport") and section.permissions_for_user(user).can_add_subpage()


def imports_seen_by(user):
    imports = ManuscriptImport.objects.select_related("page", "section", "imported_by")
    if user.is_superuser:
        return imports
    if not user.has_perm("news.view_manuscriptimport"):
        return imports.none()
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish").values("pk")
    return imports.filter(Q(imported_by=user) | Q(section__in=pages) | Q(page__in=pages))


def readable_import(user, pk):
    """The import whose ledger and original `user` may see: an own one, or that of a page which the user may edit."""
    record = get_object_or_404(ManuscriptImport.objects.select_related("page", "section", "imported_by"), pk=pk)
    if not user.has_perm("news.view_manuscriptimport"):
        raise PermissionDenied
    if record.page and record.page.permissions_for_user(user).can_edit():
        return record
    if not imports_seen_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    return record


def own_import(user, pk, *, lock=False):
    """The import that `user` may review and take back, locked for the rest of the transaction where asked."""
    record = get_object_or_404(imports_seen_by(user).model, pk=pk)
    if not imports_seen_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    if record.section and not may_import_into(user, record.section):
        raise PermissionDenied
    if lock:
        record = ManuscriptImport.objects.select_for_update().get(pk=pk)
    return record
