from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "首页与站点"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media.moments import register_moments
        from media.uses import register_public
        from programs.desk.exports import guard_wagtails_exports

        from . import signals  # noqa: F401  (connects the receivers)
        from .desk_labels import label_what_no_catalogue_reaches

        label_what_no_catalogue_reaches()
        guard_wagtails_exports()
        register_moments(self.get_model("SiteSettings"), "banner_starts_at", "banner_ends_at")
        register_public(self.get_model("SiteSettings"), self.get_model("SiteSettings").objects.all)
