"""Acts upon many records at once. Each record gets its own revision and its own line in the history."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import classproperty
from wagtail.actions.unpublish import UnpublishAction
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import get_snippet_models

from programs.records.model import Record
from programs.records.protection import StillHeld, holds_on
from programs.sameness.recognition import refuse_duplicate
from programs.taxonomy.models import Department

from .lists import with_status
from .views import PROTECTED

MOST = 500  # records at once


class OfRecords:
    """Which models it is for, and which rows: those ticked, never a whole register unseen."""

    @classproperty
    def models(cls):
        return [model for model in get_snippet_models() if issubclass(model, Record)]

    @classmethod
    def get_queryset(cls, model, object_ids):
        keys = [key for key in map(str, object_ids) if key.isdigit() and len(key) < 19][:MOST]
        records = list(with_status(model._default_manager.filter(pk__in=keys)))
        if not records:
            raise Http404
        return records

    def get_all_objects_in_listing_query(self, parent_id):
        return []


class RecordBulkAction(OfRecords, SnippetBulkAction):
    """An act that may pass over some of the records, and says which and why."""

    template_name = "desk/bulk_action.html"
    permission = "change"
    question = ""

    def check_perm(self, record):
        opts = self.model._meta
        return self.request.user.has_perm(f"{opts.app_label}.{self.permission}_{opts.model_name}")

    def refusal(self, record):
        """Why this record is passed over; empty when it is not."""
        if record.is_under_review:
            return "正在复核"
        if record.locked and record.locked_by_id != self.request.user.pk:
            return "已被别人锁定"
        return ""

    def object_context(self, record):
        return super().object_context(record) | {"refusal": self.refusal(record)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"action": self}

    def act(self, record, user):
        """Do it to one record; raise ValidationError when it cannot be done."""
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        self.passed_over = []
        for record in objects:
            reason = self.refusal(record)
            if not reason:
                try:
                    with transaction.atomic():
                        self.act(record, self.request.user)
                except (ValidationError, StillHeld) as error:
                    reason = "；".join(error.messages)
            if reason:
                self.passed_over.append(f"{record}（{reason}）")
        return len(objects) - len(self.passed_over), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if self.passed_over:
            messages.warning(self.request, f"跳过{len(self.passed_over)}条：{'，'.join(self.passed_over[:20])}。")
        return f"{self.display_name}：已处理{num_parent_objects}条。" if num_parent_objects else None


class PublishRecords(RecordBulkAction):
    display_name = "发布"
    action_type = "publish"
    aria_label = "发布选中的记录"
    action_priority = 10
    permission = "publish"
    question = "发布这些记录的最新修改？公开的记录，读者立刻能看到。"

    def refusal(self, record):
        is_done = record.live and not record.has_unpublished_changes
        return super().refusal(record) or ("没有未发布的修改" if is_done else "")

    def act(self, record, user):
        revision = record.get_latest_revision() or record.save_revision(user=user)
        named = revision.as_object()
        named.full_clean()
        if not record.live or named.title != record.title:
            refuse_duplicate(named)
        revision.publish(user=user, skip_permission_checks=True)


class UnpublishRecords(RecordBulkAction):
    display_name = "下线"
    action_type = "unpublish"
    aria_label = "下线选中的记录"
    action_priority = 20
    permission = "publish"
    question = "下线这些记录？读者不再看到它们，内容和历史都保留。"

    def refusal(self, record):
        return super().refusal(record) or ("" if record.live else "本来就没有发布")

    def act(self, record, user):
        UnpublishAction(record, user=user).execute(skip_permission_checks=True)


class ChangeRecords(RecordBulkAction):
    """Sets one field. A record with a draft is passed over, for its draft would be published along or buried."""

    field = ""

    def refusal(self, record):
        is_mixed = record.live and record.has_unpublished_changes
        return super().refusal(record) or ("有尚未发布的修改" if is_mixed else "")

    def act(self, record, user):
        value = self.cleaned_form.cleaned_data[self.field]
        if record.live:
            setattr(record, self.field, value)
            record.put_on_record(user)
            return
        draft = record.get_latest_revision_as_object()
        setattr(draft, self.field, value)
        draft.save()
        draft.save_revision(user=user, log_action=True, clean=False)


class VisibilityForm(forms.Form):
    visibility = forms.ChoiceField(label="公开范围", choices=Record.Visibility.choices, widget=forms.RadioSelect)


class ChangeVisibility(ChangeRecords):
    display_name = "改公开范围"
    action_type = "change_visibility"
    aria_label = "改选中记录的公开范围"
    action_priority = 50
    permission = "publish"
    question = "把这些记录的公开范围改成："
    form_class = VisibilityForm
    field = "visibility"


class DepartmentForm(forms.Form):
    responsible_department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True), label="责任部门", empty_label="（不写）", required=False
    )


class ChangeDepartment(ChangeRecords):
    display_name = "改责任部门"
    action_type = "change_department"
    aria_label = "改选中记录的责任部门"
    action_priority = 60
    question = "把这些记录的责任部门改成："
    form_class = DepartmentForm
    field = "responsible_department"


class DeleteRecords(OfRecords, DeleteBulkAction):
    """Writes each deletion down, and deletes nothing when one of them is in use."""

    def prepare_action(self, objects, objects_without_access):
        if holds := holds_on(objects):
            return self.refuse_held(holds)
        if self.is_protected:
            return self.refuse(next(record for record in objects if record._usage_references.is_protected))
        return None

    def refuse_held(self, holds):
        for hold in holds[:20]:
            messages.error(self.request, hold.linked_refusal)
        return redirect(self.next_url)

    def refuse(self, record):
        messages.error(self.request, PROTECTED.format(record))
        return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects, self=None, user=None, **kwargs):
        for record in objects:
            log(instance=record, action="wagtail.delete", user=self.request.user)
            record.delete()
        return len(objects), 0

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except StillHeld as error:
            return self.refuse_held(error.holds)
        except ProtectedError as error:
            return self.refuse(next(iter(error.protected_objects)))


ACTIONS = [PublishRecords, UnpublishRecords, ChangeVisibility, ChangeDepartment, DeleteRecords]
