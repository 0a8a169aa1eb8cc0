from django import forms
from wagtail.admin.forms.auth import LoginForm


class StaffLoginForm(LoginForm):
    """Wagtail's, whose password field has no label but its own name."""

    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"placeholder": "请输入密码"})
    )
