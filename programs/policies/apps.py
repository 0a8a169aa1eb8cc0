from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "programs.policies"
    label = "policies"
    verbose_name = "政策"

    def ready(self):
        from . import related  # noqa: F401  (tells the registers what this room knows of their records)
