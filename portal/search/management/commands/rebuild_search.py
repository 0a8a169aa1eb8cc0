import time

from django.core.management.base import BaseCommand
from django.db import connection

from portal.search.documents.files.due import read_due
from portal.search.documents.pending import work_off
from portal.search.documents.rebuilding import request_rebuild, walk
from portal.search.documents.text_index import INDEX

TOLD_EVERY = 2  # seconds
REST_ON_SQLITE = 0.2  # of a slice's time: whoever else writes gets a turn


class Command(BaseCommand):
    help = (
        "重建搜索索引：逐条重做所有公开内容的搜索文档，网站照常运行，旧索引一直可用。"
        "中途停下也不要紧：再运行一次，或者让定时任务接着做。"
    )

    def handle(self, *args, **options):
        self.started = self.told = time.monotonic()
        asked = request_rebuild("命令 rebuild_search")
        if asked.done:
            self.stdout.write(f"接着上次的进度：{asked.done} / {asked.total}")
        rest = REST_ON_SQLITE if connection.vendor == "sqlite" else 0
        try:
            rebuild = walk(pause=rest, tell=self._tell if options["verbosity"] else lambda rebuild: None)
        except KeyboardInterrupt:
            self.stderr.write("已停下；再运行一次就接着做，定时任务也会接着做。")
            raise SystemExit(130) from None
        if rebuild is None:
            self.stdout.write("定时任务正在重建，这里不用再做。")
            return
        work_off()
        files = read_due()
        if not INDEX.mend(is_patient=True):
            self.stderr.write(
                "搜索服务器没有应答，它的索引没有更新；网站暂由数据库搜索。原因见日志，恢复后请再运行一次。"
            )
            raise SystemExit(1)
        self.stdout.write(
            f"重建完成：查了{rebuild.done}条，重写{rebuild.written}条，删去{rebuild.removed}条，"
            f"读取附件{files}个，用时{time.monotonic() - self.started:.0f}秒。"
        )

    def _tell(self, rebuild):
        now = time.monotonic()
        if now - self.told >= TOLD_EVERY:
            self.told = now
            self.stdout.write(f"{rebuild.done} / {rebuild.total}（{rebuild.percent}%，{now - self.started:.0f} 秒）")
            self.stdout.flush()
