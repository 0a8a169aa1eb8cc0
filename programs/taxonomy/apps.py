from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "programs.taxonomy"
    label = "taxonomy"
    verbose_name = "分类词表"
