from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "programs.companies"
    label = "companies"
    verbose_name = "企业"
