from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from programs.taxonomy.vocabularies import LUCHENG, load_vocabularies


class Command(BaseCommand):
    help = (
        "Fill the vocabularies that are still empty from a JSON file (鹿城 by default). Changes no term that is there."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default=LUCHENG)
        parser.add_argument("--add", action="store_true", help="complete vocabularies that have terms already")

    def handle(self, file, add, **options):
        try:
            count = load_vocabularies(file, add=add)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CommandError(f"读不懂词表文件 {file}：{error}") from error
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(f"新增词条 {count} 条。")
