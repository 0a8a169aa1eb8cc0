from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "programs.policies"
    label = "policies"
    verbose_name = "政策"
