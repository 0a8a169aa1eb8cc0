from pathlib import Path

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from programs.sheets.answers import KEPT, SKIPPED, Answers
from programs.sheets.desk import SheetDesk
from programs.sheets.importing import keep, run
from programs.sheets.models import ImportedSheet
from programs.sheets.reading import SheetRefused
from programs.sheets.rows import shown


class Command(BaseCommand):
    help = "Import a sheet into a register, as the bulk desk does: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("register", help="companies, policies or events")
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="The account that answers for it.")
        parser.add_argument("--check", action="store_true", help="Only say what would change.")
        parser.add_argument(
            "--clear-blanks", action="store_true", help="Blank cells clear what the records have there."
        )
        parser.add_argument("--skip-doubtful", action="store_true", help="Leave out rows that seem to be no records.")
        parser.add_argument(
            "--keep-rows", default="", metavar="ROWS", help="Rows that are records all the same: 4,5 or 人员!4."
        )

    def handle(self, *args, register, file, user, check, **options):
        resource = resource_of(register)
        person = get_user_model().objects.filter(username=user, is_active=True).first()
        if person is None:
            raise CommandError(f"没有账号 {user}。")
        try:
            with file.open("rb") as stream:
                sheet, plan = keep(resource, File(stream, file.name), file.name, person, answers_of(resource, options))
        except (OSError, SheetRefused) as error:
            raise CommandError(getattr(error, "messages", [f"无法读取 {file}（{error}）"])[0]) from error
        self._tell(plan)
        for problem in plan.problems_in_order:
            place = f"{problem.sheet} 第{problem.row}行 {problem.column or '整行'}"
            self.stderr.write(f"{place}：{problem.message}（填的是“{problem.value}”）")
        self.stdout.write(
            f"新增{sheet.new_count}，修改{sheet.changed_count}，未变{sheet.unchanged_count}，错误{sheet.problem_count}"
        )
        if plan.problems:
            raise CommandError("有错误，没有导入任何内容。")
        if plan.open_questions:
            raise CommandError(
                f"有{len(plan.open_questions)}行不像是记录，没有导入任何内容。跳过这些行，加 --skip-doubtful；"
                "其中确是记录的，加 --keep-rows 行号。"
            )
        if not check:
            self._import(sheet, resource, person, plan)

    def _tell(self, plan):
        for note in plan.notes:
            self.stdout.write(note)
        for question in plan.questions:
            said = {SKIPPED: "已跳过", KEPT: "按记录导入"}.get(question.answer, "不像是记录")
            self.stderr.write(f"{question.sheet} 第{question.row}行 {said}（{question.reason}）：{question.text}")
        for entry in plan.cleared:
            for header, before, after in entry.clears:
                self.stderr.write(
                    f"{plan.resource.sheet} 第{entry.row.number}行 {header}：空格，原来是“{shown(before)}”"
                    + (f"，恢复为“{after}”" if after else "")
                )
        if total := sum(len(entry.clears) for entry in plan.cleared):
            self.stderr.write(
                f"将清空 {total} 项。"
                if plan.answers.clears
                else f"{total}处空格保持原来的内容；要清空，加 --clear-blanks。"
            )

    def _import(self, sheet, resource, person, plan):
        def tell(done, total):
            self.stdout.write(f"{done} / {total}")

        sheet = run(sheet.pk, resource, person, tell, plan)
        if sheet.state != ImportedSheet.State.IMPORTED:
            raise CommandError(sheet.message)
        self.stdout.write("已导入。")


def answers_of(resource, options):
    """What the options say about rows and blank cells."""
    rows = [row.strip() for row in options["keep_rows"].split(",") if row.strip()]
    kept = {row if "!" in row else f"{resource.sheet}!{row}": KEPT for row in rows}
    return Answers(kept, options["clear_blanks"], options["skip_doubtful"])


def resource_of(register):
    desks = {
        model._meta.app_label: desk.resource_class
        for model, desk in admin.site._registry.items()
        if isinstance(desk, SheetDesk)
    }
    if register not in desks:
        raise CommandError(f"没有这个台账。可用：{'、'.join(sorted(desks))}")
    return desks[register]()
