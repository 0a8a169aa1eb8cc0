from django.conf import settings
from django.core.management.base import BaseCommand

from portal.search.documents.checking import NAMED, check, repair
from portal.search.documents.pending import waiting
from portal.search.documents.rebuilding import is_current
from portal.search.documents.registry import BUILDERS
from portal.search.documents.text_index import INDEX

FAULTS = {"missing": "缺少", "stale": "过时", "superfluous": "多余"}


class Command(BaseCommand):
    help = "检查搜索索引：逐类说明缺少、过时、多余的文档；有任何一条不对，退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="只核对有没有，不核对内容是否最新。")
        parser.add_argument("--repair", action="store_true", help="把不对的交给定时任务重做。")

    def handle(self, *args, quick=False, repair: bool = False, **options):
        findings = []
        for builder in BUILDERS:
            findings += check([builder], is_thorough=not quick)
            self._tell(findings[-1], quick)
        if not is_current():
            self.stderr.write("索引不是由现在的程序版本完整建立的：请运行 rebuild_search，或者等定时任务完成重建。")
        if pending := waiting():
            self.stdout.write(f"还有{pending}条等定时任务更新。")
        is_whole = all(finding.is_whole for finding in findings)
        is_served = self._tell_server() if settings.SEARCH_SERVER else True
        if repair and not is_whole:
            self.stdout.write(f"已交给定时任务重做{self._repair(findings)}条。")
        if not is_whole or not is_served or not is_current():
            raise SystemExit(1)
        self.stdout.write("搜索索引完整。")

    def _tell_server(self):
        """Does the search server have every document as it is?"""
        try:
            missing, superfluous = INDEX.differences()
        except Exception as error:  # whatever the client says
            self.stderr.write(
                f"搜索服务器没有应答，或者还没有索引（{type(error).__name__}）：网站由数据库搜索。请运行 rebuild_search。"
            )
            return False
        self.stdout.write(f"搜索服务器：缺少{len(missing)}，多余{len(superfluous)}")
        return not missing and not superfluous

    _repair = staticmethod(repair)

    def _tell(self, finding, quick):
        counts = [f"{label}{len(getattr(finding, name))}" for name, label in FAULTS.items()]
        if quick:
            del counts[1]
        builder = finding.builder
        self.stdout.write(f"{builder.label}：公开{finding.public}，文档{finding.documents}，{'，'.join(counts)}")
        for name, label in FAULTS.items():
            if keys := getattr(finding, name):
                more = f" 等{len(keys)}条" if len(keys) > NAMED else ""
                self.stdout.write(f"  {label}：{'、'.join(map(str, keys[:NAMED]))}{more}")
