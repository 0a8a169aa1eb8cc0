import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Bring database, static files and demo content up to date, then serve the site as production does."

    requires_system_checks = []

    def handle(self, *args, **options):
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        _require_writable(settings.DATA_DIR)
        _require_free_port(host, port)
        self._migrate()
        self._collect_static()
        if settings.DEMO:
            call_command("load_demo", verbosity=0)
            self._print_welcome(host, port)
        os.environ.setdefault("BASE_URL", f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}")  # noqa: S104
        config = Path(settings.ROOT) / "deploy" / "gunicorn.conf.py"
        os.chdir(settings.ROOT)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(config), "portal.wsgi"])  # noqa: S606

    def _migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("正在建立数据库 …")
            call_command("migrate", interactive=False, verbosity=0)
        connection.close()

    def _collect_static(self):
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        wanted = _static_fingerprint()
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        self.stdout.write("正在准备静态文件 …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)

    def _print_welcome(self, host, port):
        shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
        base = f"http://{shown}:{port}"
        self.stdout.write(
            f"\n鹿城门户\n  公众网站  {base}/\n  工作台    {base}/cms/\n  批量维护  {base}/admin/\n\n演示账号："
        )
        for line in (settings.DATA_DIR / "demo-accounts.txt").read_text().splitlines():
            name, _, password = line.partition(" ")
            self.stdout.write(f"  {name:<10} {password:<22} {DEMO_ROLES.get(name, '')}")
        self.stdout.write("")


DEMO_ROLES = {"editor": "编辑", "reviewer": "审稿", "keeper": "台账管理员", "admin": "站点管理员"}


def _require_writable(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"无法写入数据目录 {folder}({error.strerror})。请更改目录权限，或用 DATA_DIR=其他目录 指定。"
        ) from error


def _require_free_port(host, port):
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
    except OSError as error:
        raise CommandError(
            f"无法使用 {host}:{port}({error.strerror})。请停止占用端口的程序，或换一个端口:make run PORT=8001"
        ) from error
    except (ValueError, OverflowError) as error:
        raise CommandError(f"端口号 {port} 不对，应是 1 到 65535 的整数，例如 make run PORT=8001") from error


def _static_fingerprint():
    """Changes whenever a package or one of the portal's own static files does."""
    root = Path(settings.ROOT)
    own = sorted((root / "portal" / "static").rglob("*"))
    parts = [(root / "requirements.txt").read_text()]
    parts += [f"{path.relative_to(root)} {path.stat().st_mtime_ns}" for path in own if path.is_file()]
    import hashlib

    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
