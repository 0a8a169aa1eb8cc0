from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.backups import BackupError
from portal.backups.making import make_backup
from portal.backups.site import this_site


class Command(BaseCommand):
    help = "把数据库和全部上传文件备份到一个新目录；网站可以照常运行。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="新目录，备份完整之后才会出现。")

    def handle(self, *args, folder, **options):
        try:
            manifest = make_backup(this_site(), folder.absolute())
        except BackupError as error:
            raise CommandError(str(error)) from error
        for name in manifest.missing:
            self.stderr.write(f"数据库里有、磁盘上没有：{name}")
        size = sum(facts["size"] for facts in manifest.files.values()) / (1 << 20)
        rows = sum(manifest.tables.values())
        self.stdout.write(
            f"已备份到 {folder}：{len(manifest.tables)} 张表 {rows} 行，{len(manifest.files)} 个文件 {size:.1f} MB，"
            f"缺少 {len(manifest.missing)} 个文件。"
        )
