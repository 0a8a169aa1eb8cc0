from wagtail import hooks
from wagtail.log_actions import LogFormatter


@hooks.register("register_log_actions")
def name_imports(actions):
    @actions.register_action("records.import")
    class ImportLogFormatter(LogFormatter):
        label = "表格导入"

        def format_message(self, log_entry):
            return f"由表格导入：{log_entry.data.get('import', {}).get('name', '')}"
