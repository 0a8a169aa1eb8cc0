import re

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_migrations_have_names():
    files = [
        path
        for package in ("portal", "news", "programs", "media")
        for path in (settings.ROOT / package).rglob("migrations/0*.py")
    ]
    assert files
    assert [path.name for path in files if re.search(r"_auto_|_alter_\w+_and_more", path.name)] == []
