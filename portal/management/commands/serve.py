import fcntl
import hashlib
import os
import socket
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.management.steps import step

DEMO_ROLES = {"editor": "编辑", "reviewer": "审稿", "keeper": "台账管理员", "admin": "站点管理员"}
ANY_ADDRESS = "0.0.0.0"  # noqa: S104


class Command(BaseCommand):
    help = "Bring database, static files and demo content up to date, then serve the site as production does."

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--dev", action="store_true", help="Serve with Django's development server.")

    def handle(self, *args, dev=False, **options):
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        require_writable(settings.DATA_DIR)
        require_free_port(host, port)
        require_database()
        with one_at_a_time(settings.DATA_DIR / ".preparing"):
            self._prepare(dev)
        if settings.DEMO:
            self._print_welcome(host, port)
        self.stdout.flush()
        os.chdir(settings.ROOT)
        self._hand_over(dev, host, port)

    def _prepare(self, dev):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with step(self._say, "正在建立数据库", "半分钟"):
                call_command("migrate", interactive=False, verbosity=0)
        if not dev:
            self._collect_static()
        if settings.DEMO:
            call_command("load_demo", stdout=self.stdout)
        connection.close()

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def _collect_static(self):
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        wanted = static_fingerprint()
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        with step(self._say, "正在准备静态文件", "20 秒"):
            call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)

    def _print_welcome(self, host, port):
        base = f"http://{'127.0.0.1' if host == ANY_ADDRESS else host}:{port}"
        self.stdout.write(
            f"\n鹿城门户\n  公众网站  {base}/\n  工作台    {base}/cms/\n  批量维护  {base}/admin/\n\n演示账号："
        )
        for line in (settings.DATA_DIR / "demo-accounts.txt").read_text().splitlines():
            name, _, password = line.partition(" ")
            self.stdout.write(f"  {name:<10} {password:<22} {DEMO_ROLES.get(name, '')}")
        if host not in ("127.0.0.1", "localhost", "::1"):
            self.stdout.write(f"\n只答复这些主机名：{'、'.join(settings.ALLOWED_HOSTS)}（用 ALLOWED_HOSTS=… 增加）")
        self.stdout.write("")

    def _hand_over(self, dev, host, port):
        """Become the server: signals then reach it directly, and nothing of this process stays in memory."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
        os.environ.setdefault("BASE_URL", f"http://{'127.0.0.1' if host == ANY_ADDRESS else host}:{port}")
        if dev:
            command = ["manage.py", "runserver", f"{host}:{port}"]
        else:
            command = ["-m", "gunicorn", "-c", str(settings.ROOT / "deploy" / "gunicorn.conf.py"), "portal.wsgi"]
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606


def require_writable(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"无法写入数据目录 {folder}({error.strerror})。请更改目录权限，或用 DATA_DIR=其他目录 指定。"
        ) from error


def require_free_port(host, port):
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise CommandError(f"端口号 {port} 不对，应是 1 到 65535 的整数，例如 make run PORT=8001")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
    except OSError as error:
        raise CommandError(
            f"无法使用 {host}:{port}({error.strerror})。请停止占用端口的程序，或换一个端口:make run PORT=8001"
        ) from error


def require_database():
    """Ask the database once, on a connection of its own: through the pool, a wrong address is a silent wait."""
    probe = connection.copy()
    probe.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with probe.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise CommandError(f"连不上数据库（{reason}）。请确认数据库已启动，并检查 DATABASE_URL。") from error
    finally:
        probe.close()


@contextmanager
def one_at_a_time(path):
    """Two commands that prepare one data directory take turns."""
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def static_fingerprint():
    """Changes whenever a package, one of the portal's own static files or what builds them does."""
    own = [settings.ROOT / "portal" / "static_storage.py", *sorted((settings.ROOT / "portal" / "static").rglob("*"))]
    parts = [(settings.ROOT / "requirements.txt").read_text()]
    parts += [f"{path.relative_to(settings.ROOT)} {path.stat().st_mtime_ns}" for path in own if path.is_file()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
