import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.corpus.generate import SEEDS, AlreadyThere, generate
from portal.search.documents.pending import waiting, work_off

NOUNS = {"articles": "文章", "companies": "企业", "policies": "政策", "events": "活动"}
LABELS = NOUNS | {"search": "搜索索引"}
TOLD_EVERY = 2  # seconds


class Command(BaseCommand):
    help = (
        "生成大量测试数据，用来测速度和容量；同一个种子生成同样的内容。"
        "为了快，这些记录不写修订历史、操作日志和引用索引：第一次编辑时才有第一个修订版本。"
        "每条都注明“生成的测试数据”，不动演示内容。"
    )

    def add_arguments(self, parser):
        for noun, label in NOUNS.items():
            parser.add_argument(f"--{noun}", type=_count, default=0, metavar="N", help=f"{label}数")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="种子，0 到 799（默认 1）")
        parser.add_argument("--yes", action="store_true", help="在正式站点上也生成")

    def handle(self, *args, seed, yes=False, **options):
        if not settings.DEMO and not yes:
            raise CommandError("这是正式站点，测试数据会公开显示。确实要生成，请加 --yes。")
        if seed not in SEEDS:
            raise CommandError(f"种子 {seed} 不对，应是 0 到 799 的整数。")
        counts = {noun: options[noun] for noun in NOUNS}
        if not any(counts.values()):
            raise CommandError("没有说要生成多少，例如：generate_corpus --companies 1000 --seed 1")
        self.started = self.told = time.monotonic()
        try:
            generate(counts, seed, self._tell if options["verbosity"] else lambda *_: None)
        except AlreadyThere as error:
            raise CommandError(f"种子 {seed} 的{NOUNS[str(error)]}已经生成过，请换一个种子。") from error
        self._index(options["verbosity"])

    def _index(self, verbosity):
        """Leave a complete search index. Whoever stops this leaves the rest to the scheduler."""
        total = waiting()
        outcome = work_off(tell=lambda done: self._tell("search", done.looked_at, total) if verbosity else None)
        if outcome.looked_at and verbosity:
            self.stdout.write(f"搜索文档 {outcome.written} 条（{time.monotonic() - self.started:.0f} 秒）")

    def _tell(self, noun, done, total):
        now = time.monotonic()
        if done == total or now - self.told >= TOLD_EVERY:
            self.told = now
            self.stdout.write(f"{LABELS[noun]} {done} / {total}（{now - self.started:.0f} 秒）")
            self.stdout.flush()


def _count(text):
    number = int(text)
    if number < 0:
        raise ValueError
    return number
