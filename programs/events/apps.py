from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "programs.events"
    label = "events"
    verbose_name = "活动"

    def ready(self):
        from media.uses import register_public

        from . import related  # noqa: F401  (tells the registers what this room knows of their records)

        model = self.get_model("Event")
        register_public(model, model.objects.public_now)
