from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "programs.companies"
    label = "companies"
    verbose_name = "企业"

    def ready(self):
        from media.uses import register_public
        from programs.records.in_use import protect_public_in_use

        from . import duplicates, naming  # noqa: F401  (tell the registries below what companies are called)

        model = self.get_model("Company")
        register_public(model, model.objects.public_now)
        protect_public_in_use(model)
