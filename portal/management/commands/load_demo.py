import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from media.repair import note_all
from portal.management.steps import step
from portal.search.backend.pending import write_pending
from portal.search.documents.files.due import read_due
from portal.search.documents.pending import work_off
from portal.search.documents.rebuilding import request_if_outdated, walk
from programs.taxonomy.vocabularies import load_vocabularies


class Command(BaseCommand):
    help = "Make the demo accounts and the demo content. Run again, it adds what is missing and changes nothing."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("演示内容只能装进演示站点；生产环境不提供演示账号。")
        from portal.demo.load import load  # its models are those of a demo site alone

        with step(self._say, "正在装入演示账号、文章、图片和台账", "1 分钟，只在第一次"), transaction.atomic():
            make_accounts()
            load_vocabularies()
            if load():
                note_all()  # what is written in bulk has told nobody
        with step(self._say, "正在建立搜索索引", "半分钟，只在第一次"):
            index_everything()

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def index_everything():
    """Leave a complete search index, files included. Where it is complete already, that is three questions."""
    request_if_outdated()
    walk()
    work_off()
    write_pending()
    read_due()


ROLES = {"editor": "编辑", "reviewer": "审稿", "keeper": "台账管理员", "admin": "站点管理员"}


def make_accounts():
    """Make the four demo accounts with random passwords, kept in DATA_DIR/demo-accounts.txt (mode 0600)."""
    User = get_user_model()
    file = settings.DATA_DIR / "demo-accounts.txt"
    known = dict(line.split(" ", 1) for line in file.read_text().splitlines()) if file.exists() else {}
    for name, role in ROLES.items():
        if name in known and User.objects.filter(username=name).exists():
            continue
        known[name] = secrets.token_urlsafe(12)
        user, _ = User.objects.get_or_create(username=name, defaults={"display_name": f"演示{role}", "job_title": role})
        user.is_superuser = name == "admin"
        user.is_staff = name in {"admin", "keeper"}
        user.set_password(known[name])
        user.save()
        user.groups.add(Group.objects.get(name=role))
    with open(file, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
        out.writelines(f"{name} {password}\n" for name, password in known.items())
