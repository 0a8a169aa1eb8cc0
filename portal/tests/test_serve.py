"""What `make run` does before it hands over to the server, step by step."""

import os
import socket
import time

import pytest
from django.core.management import CommandError
from django.db import connection

from news.models import ArticlePage
from portal.management.commands import serve


@pytest.fixture
def command(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)  # a test's own transaction lives on it
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    return serve.Command()


def test_a_port_in_use_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with pytest.raises(CommandError, match=f"无法使用 127.0.0.1:{port}.*换一个端口"):
            serve.require_free_port("127.0.0.1", port)
    serve.require_free_port("127.0.0.1", port)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 "])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="应是 1 到 65535 的整数"):
        serve.require_free_port("127.0.0.1", port)


def test_a_data_directory_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "var").touch()
    with pytest.raises(CommandError, match="无法写入数据目录"):
        serve.require_writable(tmp_path / "var")
    serve.require_writable(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    ("host", "given", "expected"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8123"),
        (serve.ANY_ADDRESS, None, "http://127.0.0.1:8123"),
        ("127.0.0.1", "https://www.example.cn", "https://www.example.cn"),
    ],
)
def test_the_site_knows_its_own_address(command, monkeypatch, host, given, expected):
    monkeypatch.setattr(os, "environ", {"BASE_URL": given} if given else {})
    monkeypatch.setattr(os, "execv", lambda *args: None)
    command._hand_over(False, host, "8123")
    assert os.environ["BASE_URL"] == expected


@pytest.mark.django_db
def test_a_second_run_keeps_an_edit_and_the_passwords(command, section, monkeypatch):
    monkeypatch.setattr("portal.demo.load.load", lambda: None)  # its own care for edits: test_demo.py
    command._prepare(dev=True)
    accounts = (kept := serve.settings.DATA_DIR / "demo-accounts.txt").read_text()
    section.title = "编辑改过的栏目"
    section.save()
    before = ArticlePage.objects.count()
    command._prepare(dev=True)
    section.refresh_from_db()
    assert section.title == "编辑改过的栏目"
    assert kept.read_text() == accounts
    assert ArticlePage.objects.count() == before


def test_static_files_are_collected_when_one_changed_and_only_then(command, settings, tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: calls.append(name))
    settings.ROOT = tmp_path / "root"
    own = settings.ROOT / "portal" / "static" / "a.css"
    own.parent.mkdir(parents=True)
    own.touch()
    (settings.ROOT / "requirements.txt").write_text("a==1")
    command._collect_static()
    command._collect_static()
    assert calls == ["collectstatic"]
    os.utime(own, (time.time() + 5, time.time() + 5))
    command._collect_static()
    (settings.ROOT / "requirements.txt").write_text("a==2")
    command._collect_static()
    assert calls == ["collectstatic"] * 3
