"""The bulk desk's ways with records: every change writes a revision, or is refused in the form with what was typed."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from modelcluster.models import ClusterableModel
from wagtail.log_actions import log

from programs.records.model import Record
from programs.records.protection import StillHeld, answer, holds_on
from programs.records.searching import SearchedAdmin
from programs.sameness.asking import AsksTwiceMixin

from .child_admin import refusal_of

STALE = "您打开之后，{}在{}改过这条记录。请在新窗口里核对，再重新打开修改；下面是您填的内容。"


class RecordForm(forms.ModelForm):
    """Carries the revision that the person was looking at, and says when it is no longer the newest."""

    loaded_revision = forms.IntegerField(label="打开时的版本", required=False, widget=forms.HiddenInput)
    user = None  # the admin makes a subclass for each request

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["loaded_revision"].initial = self.instance.latest_revision_id

    def has_changed(self):
        """The revision that was seen is no change of the person's."""
        return any(name != "loaded_revision" for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        is_in_list = self.prefix is not None  # where all rows are sent along with the one that was changed
        if self.instance.pk and (self.has_changed() or not is_in_list):
            self._refuse_stale(cleaned.get("loaded_revision"))
        return cleaned

    def _refuse_stale(self, loaded):
        """Ask the row as it is now, and hold it until the request is over."""
        rows = type(self.instance)._base_manager.select_for_update(of=("self",))
        row = rows.select_related(None).get(pk=self.instance.pk)
        row.refuse_change_by(self.user)
        if row.latest_revision_id != loaded:
            latest = row.latest_revision
            who = str(latest.user) if latest and latest.user else "别人"
            when = f"{timezone.localtime(latest.created_at):%Y-%m-%d %H:%M}" if latest else "刚才"
            raise ValidationError(STALE.format(who, when), code="stale")


class WholeRecordForm(AsksTwiceMixin, RecordForm):
    """The form of one record, which asks before it lets a duplicate in. In lists of many no name is changed."""

    def is_to_be_asked(self):
        return True

    def address_of(self, record):
        return reverse(admin_urlname(record._meta, "change"), args=[record.pk])


class RecordAdmin(SearchedAdmin, admin.ModelAdmin):
    """A register in Django's admin. One noun says which columns; how a change is made is said here."""

    form = WholeRecordForm
    readonly_fields = ("status", "desk_link", "created_at", "updated_at")
    change_list_template = "admin/record_change_list.html"
    actions = ("make_public", "make_internal", "set_department", "set_review_by")
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    # --- what is shown ---

    def get_queryset(self, request):
        return super().get_queryset(request).defer("search_text")

    @admin.display(description="发布状态", ordering="live")
    def status(self, record):
        if record.pk is None:
            return "保存后即发布"
        state = (
            "未发布" if not record.live else "已发布，另有未发布的草稿" if record.has_unpublished_changes else "已发布"
        )
        return f"{state}（已锁定）" if record.locked else state

    @admin.display(description="正文、外部来源、附件")
    def desk_link(self, record):
        if record.pk is None:
            return "保存后在台账工作台填写。"
        return format_html('<a href="{}">在台账工作台打开</a>', self._desk_url("edit", record.pk))

    def _desk_url(self, name, pk):
        return reverse(self.model.snippet_viewset.get_url_name(name), args=[pk])

    def has_change_permission(self, request, obj=None):
        """What may not be changed here is shown to read, with the reason; what was sent all the same is refused in the
        form, and kept there."""
        may = super().has_change_permission(request, obj)
        return may and not (request.method == "GET" and obj is not None and refusal_of(obj, request.user))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        refusal = refusal_of(obj, request.user) if obj is not None and request.method == "GET" else ""
        if refusal and super().has_change_permission(request, obj):
            message = '{}<a href="{}">打开台账工作台</a>'
            self.message_user(request, format_html(message, refusal, self._desk_url("edit", obj.pk)), messages.WARNING)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def history_view(self, request, object_id, extra_context=None):
        """One record has one history: the one that the Wagtail desk keeps too."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return redirect(self._desk_url("history", record.pk))

    def get_search_results(self, request, queryset, search_term):
        return queryset.for_staff(search_term, with_internal=True), False

    # --- how a change is made ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        return self._of_user(super().get_form(request, obj, change, **kwargs), request)

    def get_changelist_form(self, request, **kwargs):
        return self._of_user(super().get_changelist_form(request, **{"form": RecordForm} | kwargs), request)

    def _of_user(self, form, request):
        return type(form.__name__, (form,), {"user": request.user})

    def get_fieldsets(self, request, obj=None):
        """The noun's own, with what the form carries unseen."""
        (title, first), *others = super().get_fieldsets(request, obj)
        return [(title, first | {"fields": [*first["fields"], "is_another", "loaded_revision"]}), *others]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self._told(request, super().changeform_view, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self._told(request, super().delete_view, object_id, extra_context)

    def _told(self, request, view, *args):
        """Say what only came to light while it was written, such as a name that somebody took a moment before."""
        try:
            with transaction.atomic():
                return view(request, *args)
        except ValidationError as error:
            self.message_user(request, "；".join(error.messages), messages.ERROR)
        except StillHeld as error:
            return answer(request, error)
        except IntegrityError:
            self.message_user(request, "刚刚有人保存了同样的代码或网址名，没有保存，请核对后重试。", messages.ERROR)
        return redirect(request.get_full_path())

    def save_model(self, request, obj, form, change):
        if not change:
            obj.live = False
        obj.save()

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for order, child in enumerate(formset.new_objects, formset.initial_form_count()):
            child.sort_order = order
            child.save(update_fields=["sort_order"])
        for child in formset.new_objects + [changed for changed, _ in formset.changed_objects]:
            if isinstance(child, ClusterableModel):
                child.save()  # its many-to-many choices, which it holds back until it is saved

    def save_related(self, request, form, formsets, change):
        """The children are written now: the revision has them."""
        super().save_related(request, form, formsets, change)
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            return
        form.instance.put_on_record(request.user, is_new=not change)

    # --- how it is deleted ---

    def delete_model(self, request, obj):
        obj.refuse_change_by(request.user)
        log(instance=obj, action="wagtail.delete", user=request.user, deleted=True)
        obj.delete()

    def delete_queryset(self, request, queryset):
        for record in queryset:
            self.delete_model(request, record)

    def get_deleted_objects(self, objs, request):
        """Drafts, locks and what holds on to a record stand against deleting as a protected relation does."""
        objects, counts, needed, protected = super().get_deleted_objects(objs, request)
        for record in objs:
            try:
                record.refuse_change_by(request.user)
            except ValidationError as error:
                protected = [*protected, error.messages[0]]
        protected = [*protected, *(hold.linked_refusal for hold in holds_on(objs))]
        return objects, counts, needed, protected

    # --- many at once ---

    @admin.action(description="设为公开", permissions=["change"])
    def make_public(self, request, queryset):
        self._change_all(request, queryset, visibility=Record.Visibility.PUBLIC)

    @admin.action(description="设为内部", permissions=["change"])
    def make_internal(self, request, queryset):
        self._change_all(request, queryset, visibility=Record.Visibility.INTERNAL)

    @admin.action(description="设置责任部门…", permissions=["change"])
    def set_department(self, request, queryset):
        return self._ask(request, queryset, "set_department", "responsible_department")

    @admin.action(description="设置复核期限…", permissions=["change"])
    def set_review_by(self, request, queryset):
        return self._ask(request, queryset, "set_review_by", "review_by_on")

    def _ask(self, request, queryset, action, name):
        """Ask for the one value that all of them get; change them when it has been given."""
        field = self.formfield_for_dbfield(self.model._meta.get_field(name), request)
        form_class = type("ValueForm", (forms.Form,), {name: self._plain(field)})
        form = form_class(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            return self._change_all(request, queryset, **{name: form.cleaned_data[name]})
        context = self.admin_site.each_context(request) | {
            "title": dict(self.get_action_choices(request))[action].rstrip("…"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "records": queryset[:50],
            "total": queryset.count(),
            "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
            "action": action,
            "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/record_ask.html", context)

    def _plain(self, field):
        """The field without the links that lead to other forms."""
        field.widget = getattr(field.widget, "widget", field.widget)
        return field

    def _change_all(self, request, queryset, **values):
        """Give all records `values`, a revision each; those that may not be changed are named and left."""
        done, refused = 0, []
        for record in queryset:
            if all(getattr(record, name) == value for name, value in values.items()):
                continue
            try:
                with transaction.atomic():
                    for name, value in values.items():
                        setattr(record, name, value)
                    record.put_on_record(request.user)
                done += 1
            except ValidationError as error:
                refused.append(error.messages[0])
        self.message_user(request, f"已修改{done}条。", messages.SUCCESS if done or not refused else messages.WARNING)
        for message in refused[:20]:
            self.message_user(request, message, messages.ERROR)
        if len(refused) > 20:
            self.message_user(request, f"另有{len(refused) - 20}条没有修改，原因同上。", messages.ERROR)
