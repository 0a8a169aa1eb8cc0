from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "portal.demo"
    label = "demo"
    verbose_name = "演示内容"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.search.desk.statistics import StatisticsView

        from .searches import made_up_period

        StatisticsView.made_up_period = staticmethod(made_up_period)
