from django.apps import AppConfig
from django.db.models.signals import post_save


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = "图片与附件"

    def ready(self):
        from .content_stamp import install
        from .file_links import register_files
        from .renditions import make_after_commit
        from .uploading import use_in_chooser

        install()
        register_files()
        use_in_chooser()

        post_save.connect(make_after_commit, sender=self.get_model("Picture"), dispatch_uid="make_renditions")
