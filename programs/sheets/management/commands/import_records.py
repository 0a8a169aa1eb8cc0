from pathlib import Path

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from programs.sheets.desk import SheetDesk
from programs.sheets.importing import keep, run
from programs.sheets.models import ImportedSheet
from programs.sheets.reading import SheetRefused


class Command(BaseCommand):
    help = "Import a sheet into a register, as the bulk desk does: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("register", help="companies, policies or events")
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="The account that answers for it.")
        parser.add_argument("--check", action="store_true", help="Only say what would change.")

    def handle(self, *args, register, file, user, check, **options):
        resource = resource_of(register)
        person = get_user_model().objects.filter(username=user, is_active=True).first()
        if person is None:
            raise CommandError(f"没有账号 {user}。")
        try:
            with file.open("rb") as stream:
                sheet, plan = keep(resource, File(stream, file.name), file.name, person)
        except (OSError, SheetRefused) as error:
            raise CommandError(getattr(error, "messages", [f"无法读取 {file}（{error}）"])[0]) from error
        for problem in plan.problems_in_order:
            place = f"{problem.sheet} 第{problem.row}行 {problem.column or '整行'}"
            self.stderr.write(f"{place}：{problem.message}（填的是“{problem.value}”）")
        self.stdout.write(
            f"新增{sheet.new_count}，修改{sheet.changed_count}，未变{sheet.unchanged_count}，错误{sheet.problem_count}"
        )
        if plan.problems:
            raise CommandError("有错误，没有导入任何内容。")
        if not check:
            self._import(sheet, resource, person, plan)

    def _import(self, sheet, resource, person, plan):
        def tell(done, total):
            self.stdout.write(f"{done} / {total}")

        sheet = run(sheet.pk, resource, person, tell, plan)
        if sheet.state != ImportedSheet.State.IMPORTED:
            raise CommandError(sheet.message)
        self.stdout.write("已导入。")


def resource_of(register):
    desks = {
        model._meta.app_label: desk.resource_class
        for model, desk in admin.site._registry.items()
        if isinstance(desk, SheetDesk)
    }
    if register not in desks:
        raise CommandError(f"没有这个台账。可用：{'、'.join(sorted(desks))}")
    return desks[register]()
