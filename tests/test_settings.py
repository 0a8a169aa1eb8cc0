"""What the environment says, and what it may not leave out."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.settings.environment import Environment

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "Hq9-only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "ALLOWED_HOSTS": "www.example.cn",
    "BASE_URL": "https://www.example.cn",
    "PROXY_COUNT": "1",
}
READERS = ["portal/settings/base.py", "deploy/gunicorn.conf.py", "portal/management/commands/serve.py"]


def manage(*args, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *args], cwd=settings.ROOT, env=kept | environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_production_does_not_start_without(name):
    result = manage("check", **PRODUCTION | {name: ""})
    assert result.returncode == 1
    assert f"请设置环境变量 {name}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("value", "is_told"), [("", True), ("0", False), ("2", False)])
def test_production_is_told_that_nobody_has_counted_its_proxies(tmp_path, value, is_told):
    result = manage("check", **PRODUCTION | {"PROXY_COUNT": value, "DATA_DIR": str(tmp_path)})
    assert result.returncode == 0 and ("portal.W001" in result.stderr) is is_told


def test_production_has_no_warnings_no_debug_and_no_demo(tmp_path):
    environment = PRODUCTION | {"DATA_DIR": str(tmp_path), "DEMO": "1"}
    result = manage("check", "--deploy", "--fail-level", "WARNING", **environment)
    assert result.returncode == 0, result.stderr
    shown = manage("diffsettings", **environment).stdout
    assert re.search(r"^DEMO = False", shown, re.M)
    assert not re.search(r"^DEBUG = True", shown, re.M)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://user:hidden@host:port/name"),
        ("DATABASE_URL", "mysql://user:hidden@host/name"),
        ("CACHE_URL", "nonsense"),
        ("SEARCH_URL", "nonsense"),
        ("SEARCH_URL", "https://"),
        ("SEARCH_URL", "solr://user:hidden@host:9200"),
        ("SEARCH_URL", "elasticsearch+ftp://user:hidden@host:9200"),
        ("SEARCH_URL", "https://user:hidden@host:port"),
        ("SEARCH_URL", "https://:hidden@host"),
        ("SEARCH_URL", "https://host/?user=hidden"),
        ("SCHEDULER_INTERVAL", "soon"),
        ("SCHEDULER_INTERVAL", "0"),
        ("WEB_THREADS", "-1"),
        ("PROXY_COUNT", "one"),
        ("DATA_DIR", "/dev/null"),
    ],
)
def test_an_unusable_value_is_one_clear_line(tmp_path, name, value):
    result = manage("check", **{"DATA_DIR": str(tmp_path), name: value})
    assert result.returncode == 1
    assert result.stderr.strip().splitlines()[-1].startswith("配置有误:")
    assert "Traceback" not in result.stderr
    assert "hidden" not in result.stderr
    assert name in result.stderr


def documented():
    return re.findall(r"^([A-Z_]+)=(.*)$", (settings.ROOT / ".env.example").read_text(), re.M)


def test_every_variable_is_documented_and_every_documented_one_is_read():
    read = set()
    for name in READERS:
        read |= set(
            re.findall(r"(?:env\.\w+|environ\.get|_number)\(\s*\"([A-Z_]+)\"", (settings.ROOT / name).read_text())
        )
    assert {name for name, _ in documented()} == read


def test_the_example_can_be_used_as_it_is(tmp_path):
    result = manage("check", **dict(documented()) | {"DATA_DIR": str(tmp_path)})
    assert result.returncode == 0, result.stderr


def test_what_a_database_address_asks_for_is_kept(tmp_path):
    code = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'])"
    url = "postgres://user@host/name?sslmode=verify-full"
    shown = manage("shell", "--no-imports", "-c", code, DATA_DIR=str(tmp_path), DATABASE_URL=url).stdout
    assert "'sslmode': 'verify-full'" in shown
    assert "statement_timeout=15s" in shown


def test_the_embedded_database_is_durable_and_takes_writers_in_turn(tmp_path):
    code = """
from django.db import connection
cursor = connection.cursor()
values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "busy_timeout")]
print(values, connection.transaction_mode, connection.settings_dict["ATOMIC_REQUESTS"])
"""
    shown = manage("shell", "--no-imports", "-c", code, DATA_DIR=str(tmp_path)).stdout
    assert shown.strip() == "['wal', 2, 20000] IMMEDIATE False"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {}),
        ("http://search", ("elasticsearch", "http", "search", 9200, "", "", "")),
        ("https://u:p%40w@search:443/es/", ("elasticsearch", "https", "search", 443, "u", "p@w", "/es")),
        ("elasticsearch://search", ("elasticsearch", "http", "search", 9200, "", "", "")),
        ("elasticsearch+https://search", ("elasticsearch", "https", "search", 9200, "", "", "")),
        ("opensearch://search", ("opensearch", "http", "search", 9200, "", "", "")),
        ("opensearch+http://search", ("opensearch", "http", "search", 9200, "", "", "")),
        (" opensearch+https://u:p@[::1]:9201 ", ("opensearch", "https", "::1", 9201, "u", "p", "")),
    ],
)
def test_what_a_search_address_names(monkeypatch, address, expected):
    monkeypatch.setitem(Environment.ENVIRON, "SEARCH_URL", address)
    names = ("kind", "scheme", "host", "port", "user", "password", "path")
    assert Environment().search_server("SEARCH_URL") == (dict(zip(names, expected, strict=True)) if expected else {})


@pytest.mark.django_db
def test_demo_content_is_refused_in_production(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="演示"):
        call_command("load_demo")
