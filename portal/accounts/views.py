from django import forms
from wagtail.admin.views import account

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


class AccountView(account.AccountView):
    """Wagtail's page for one's own account, with one name field in place of two."""

    def get_panels(self):
        panels = [panel for panel in super().get_panels() if panel.name != OwnDetailsPanel.name]
        profile = panels[0].profile
        return [OwnDetailsPanel(self.request, self.request.user, profile), *panels]
