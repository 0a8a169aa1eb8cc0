from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from media.content_stamp import renew
from portal.backups import BackupError
from portal.backups.restoring import restore_backup
from portal.backups.site import this_site


class Command(BaseCommand):
    help = "从备份目录恢复数据库和全部上传文件。请先停止网站。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="backup 命令做出的目录。")
        parser.add_argument("--force", action="store_true", help="站点已有内容时也覆盖。")

    def handle(self, *args, folder, force=False, **options):
        connections.close_all()  # this command's own connection must not hold the database
        try:
            outcome = restore_backup(this_site(), folder.absolute(), force)
        except BackupError as error:
            raise CommandError(str(error)) from error
        renew()  # processes that went on all the same have pages of the database that was there before
        manifest = outcome.manifest
        for table, (before, now) in outcome.differences.items():
            self.stderr.write(f"行数不同：{table} 备份 {before}，现在 {now}")
        same = len(manifest.tables) - len(outcome.differences)
        self.stdout.write(
            f"已恢复 {manifest.created_at} 的备份：{same} / {len(manifest.tables)} 张表行数一致"
            f"({sum(outcome.tables.values())} 行)，{len(manifest.files)} 个文件校验无误。"
        )
        if outcome.pending:
            self.stdout.write(f"程序比备份新：还有 {outcome.pending} 个迁移要执行，请运行 manage.py migrate。")
