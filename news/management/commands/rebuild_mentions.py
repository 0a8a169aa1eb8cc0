from django.core.management.base import BaseCommand, CommandError

from ...mentions.deriving import differs, rebuild_stored
from ...models import ArticlePage

SHOWN = 20


class Command(BaseCommand):
    help = "从已发布的文章重新读出全部提及；加 --check 只核对、不改动，有出入时以退出码 1 结束。"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="只核对，不写入")

    def handle(self, *args, **options):
        checked, wrong = 0, []
        for article in ArticlePage.objects.order_by("pk").iterator(100):
            checked += 1
            if differs(article) if options["check"] else rebuild_stored(article.pk):
                wrong.append(f"{article.pk} {article.title}")
        for line in wrong[:SHOWN]:
            self.stdout.write(line)
        if len(wrong) > SHOWN:
            self.stdout.write(f"……等{len(wrong)}篇")
        if wrong and options["check"]:
            raise CommandError(f"核对{checked}篇文章，{len(wrong)}篇的提及与正文不符。请运行 rebuild_mentions 重建。")
        done = "全部相符。" if not wrong else f"改写了{len(wrong)}篇的提及。"
        self.stdout.write(f"核对{checked}篇文章，{done}")
