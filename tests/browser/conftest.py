"""A real Chromium on a live server with a small, realistic site."""

import os
import shutil

import pytest
from django.db import connection

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
HOW_TO_INSTALL = "没有找到 Chromium。Debian/Ubuntu：apt-get install chromium fonts-noto-cjk；或用 CHROMIUM=路径 指定。"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

# Playwright's synchronous API runs an event loop; the tests use the ORM beside it in one thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)
            # Each test clears the database behind the live server, and finds what the migrations put there again.
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as a site has it: in memory, all threads of the server would share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not CHROMIUM:
        pytest.exit(HOW_TO_INSTALL, returncode=2)
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def watched(page, live_server):
    """A page that remembers script errors, policy violations, failed requests and requests to other hosts."""
    page.problems = []
    page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))

    def foreign(request):
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            page.problems.append(f"foreign request {request.url}")

    page.on("request", foreign)
    return page
