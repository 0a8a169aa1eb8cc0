import pytest

from news.models import ManuscriptImport
from news.models.manuscript import StaffStorage

from .manuscripts import TEXT


@pytest.fixture
def originals(monkeypatch, tmp_path):
    """The folder that manuscripts are kept in during one test."""
    folder = tmp_path / "kept" / "manuscripts"
    monkeypatch.setattr(ManuscriptImport._meta.get_field("original"), "storage", StaffStorage(location=folder))
    return folder


@pytest.fixture
def manuscript(tmp_path):
    path = tmp_path / "渡口.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
