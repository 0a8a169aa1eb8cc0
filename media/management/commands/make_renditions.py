from django.core.management.base import BaseCommand

from media.models import Picture
from media.renditions import make_renditions


class Command(BaseCommand):
    help = "为所有图片补齐版面所需的各种尺寸（更换版面或恢复备份之后运行）。"

    def handle(self, **options):
        made = 0
        for picture in Picture.objects.order_by("pk").iterator():
            try:
                made += make_renditions(picture)
            except (OSError, ValueError) as error:
                self.stderr.write(f"图片 {picture.pk}《{picture.title}》无法处理：{error}")
        self.stdout.write(f"补齐 {made} 个尺寸。")
