from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .models import User

STAFF_FIELDS = {"display_name", "department", "job_title"}


class StaffCreationForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = UserCreationForm.Meta.fields | STAFF_FIELDS


class StaffEditForm(UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = UserEditForm.Meta.fields | STAFF_FIELDS


class UserViewSet(WagtailUserViewSet):
    """Accounts in the desk, with display name, department and job title."""

    template_prefix = "accounts/user_"

    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else StaffCreationForm
