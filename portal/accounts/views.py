from django import forms
from django.db import transaction
from django.utils.decorators import method_decorator
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from media.transactions import outside_transaction, write_transaction

from .models import User


class OwnDetailsForm(forms.ModelForm):
    """What people say of themselves. Their department is for whoever manages accounts to say."""

    class Meta:
        model = User
        fields = ["display_name", "job_title", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True


class OwnDetailsPanel(account.NameEmailSettingsPanel):
    title = "姓名与联系方式"
    form_class = OwnDetailsForm


class PortraitForm(AvatarPreferencesForm):
    @outside_transaction()
    def full_clean(self):
        super().full_clean()


class PortraitPanel(account.AvatarSettingsPanel):
    form_class = PortraitForm


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class AccountView(account.AccountView):
    """Wagtail's page for one's own account, with one name field in place of two."""

    def post(self, request):
        UserProfile.get_for_user(request.user)  # made before anything slow: nothing slow follows a write
        with write_transaction():
            return super().post(request)

    def get_panels(self):
        """Wagtail's, the slowest to save first: where each is shown is said by its `order`."""
        panels = {panel.name: panel for panel in super().get_panels()}
        profile = panels["avatar"].profile
        for panel_class in (OwnDetailsPanel, PortraitPanel):
            panels[panel_class.name] = panel_class(self.request, self.request.user, profile)
        return sorted(panels.values(), key=lambda panel: panel.name != account.ChangePasswordPanel.name)
