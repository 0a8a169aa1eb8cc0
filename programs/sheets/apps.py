from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "programs.sheets"
    label = "sheets"
    verbose_name = "表格导入"

    def ready(self):
        from media.visible_writes import hide

        hide(self.get_model("ImportedSheet"), "how far an import is; the records that it writes are seen")
