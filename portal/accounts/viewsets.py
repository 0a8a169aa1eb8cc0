from django.core.exceptions import PermissionDenied
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from media.stale import StaleCheckedFormMixin
from programs.records.searching import SearchedList

from .models import User

STAFF_FIELDS = {"display_name", "department", "job_title"}
WESTERN_NAMES = {"first_name", "last_name"}


class StaffFormMixin:
    """One name field, filled in; an e-mail address only where there is one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        self.fields["email"].required = False


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    first_name = last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields = UserCreationForm.Meta.fields - WESTERN_NAMES | STAFF_FIELDS


class StaffEditForm(StaffFormMixin, StaleCheckedFormMixin, UserEditForm):
    slow_fields = frozenset({"password1"})
    first_name = last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = UserEditForm.Meta.fields - WESTERN_NAMES | STAFF_FIELDS


class OnlySuperusersMakeSuperusersMixin:
    """Who may edit accounts does not thereby get to make, or to become, a superuser."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser and "is_superuser" in form.fields:
            form.fields["is_superuser"].disabled = True
        return form


def superusers_are_out_of_reach(request, action_type, objects, action):
    """Who manages accounts in bulk neither switches off a superuser nor changes the roles of one."""
    if action.model is User and not request.user.is_superuser and any(user.is_superuser for user in objects):
        raise PermissionDenied


class IndexView(SearchedList, users.IndexView):
    """Who works here: name, department, roles."""

    default_ordering = "username"

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")

    @property
    def columns(self):
        columns = super().columns
        name = columns[1]
        name.label = "姓名"
        name.sort_key = "display_name"
        staff = [
            Column("department", label="部门", sort_key="department"),
            Column("roles", label="角色", accessor=lambda user: "、".join(group.name for group in user.groups.all())),
        ]
        return columns[:3] + staff + columns[3:]


class CreateView(OnlySuperusersMakeSuperusersMixin, users.CreateView):
    pass


class EditView(OnlySuperusersMakeSuperusersMixin, users.EditView):
    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UserViewSet(WagtailUserViewSet):
    """Accounts in the desk, with display name, department and job title."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    create_template_name = "accounts/user_create.html"
    edit_template_name = "accounts/user_edit.html"

    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else StaffCreationForm
