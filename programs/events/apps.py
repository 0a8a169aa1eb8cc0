from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "programs.events"
    label = "events"
    verbose_name = "活动"
