from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "programs.events"
    label = "events"
    verbose_name = "活动"

    def ready(self):
        from media.moments import register_moments
        from media.uses import register_public
        from programs.records.in_use import protect_public_in_use

        from . import duplicates, naming, related  # noqa: F401  (tell the registries below what this room knows)
        from .dates import STAYS_IN_SIGHT

        model = self.get_model("Event")
        register_moments(model, "begins_at", "finishes_at")
        register_moments(model, "begins_at", later=STAYS_IN_SIGHT)
        register_public(model, model.objects.public_now)
        protect_public_in_use(model)
