from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "programs.policies"
    label = "policies"
    verbose_name = "政策"

    def ready(self):
        from media.uses import register_public
        from programs.records.in_use import protect_public_in_use

        from . import duplicates, naming, related  # noqa: F401  (tell the registries below what this room knows)

        model = self.get_model("Policy")
        register_public(model, model.objects.public_now)
        protect_public_in_use(model)
