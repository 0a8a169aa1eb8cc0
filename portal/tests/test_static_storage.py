"""The static files, built as production builds them: the tests' own storage hashes and joins nothing."""

import posixpath
import re
import shutil

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import Client, override_settings

from portal.settings.base import STORAGES
from portal.static_storage import STYLESHEET, PortalStaticStorage

HASHED = re.compile(r"\.[0-9a-f]{12}\.")
URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
MODULE = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the built files."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=str(root)):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


def read(root, name):
    return (root / name).read_text()


def stored(name):
    return staticfiles_storage.stored_name(name)


def leads_to(name, address):
    """The name of the file that `address` in the file `name` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address.split("#")[0].split("?")[0]))


def test_the_hashed_stylesheet_is_the_joined_one(built):
    name = stored(STYLESHEET)
    text = read(built, name)
    assert HASHED.search(name)
    assert "@import" not in text
    assert "@layer components {\n.masthead {" in text and "@layer print {" in text
    assert len(text) > 40_000
    for ending in (".gz", ".br"):
        assert (built / f"{name}{ending}").stat().st_size < len(text.encode()) / 3


def test_a_component_that_changes_changes_the_stylesheet_of_a_site_that_is_updated(tmp_path):
    """What was collected before is newer than its source, so collectstatic leaves that file alone."""
    source, target = FileSystemStorage(tmp_path / "source"), tmp_path / "target"
    names = [STYLESHEET, "portal/css/components/story.css"]
    source.save(names[0], ContentFile('@layer components;\n@import url("components/story.css") layer(components);\n'))
    source.save(names[1], ContentFile(".story { color: red; }\n"))
    shutil.copytree(tmp_path / "source", target)
    texts = []
    for colour in ("red", "green"):
        (tmp_path / "source" / names[1]).write_text(f".story {{ color: {colour}; }}\n")
        storage = PortalStaticStorage(location=target)
        dict.fromkeys(storage.post_process({name: (source, name) for name in names}))
        texts.append((target / storage.stored_name(STYLESHEET)).read_text())
    assert texts == [
        f"@layer components;\n@layer components {{\n.story {{ color: {colour}; }}\n}}\n" for colour in ("red", "green")
    ]


def test_all_addresses_in_public_styles_lead_to_hashed_files(built):
    files = [path for path in (built / "portal").rglob("*.css") if HASHED.search(path.name)]
    assert len(files) > 5
    for path in files:
        name = path.relative_to(built).as_posix()
        for address in URL.findall(path.read_text()):
            if not address.startswith("data:"):
                assert HASHED.search(address), (name, address)
                assert (built / leads_to(name, address)).is_file(), (name, address)


def test_modules_load_each_other_by_hashed_names(built):
    assert MODULE.findall(read(built, "portal/js/portal.js"))
    for source in (built / "portal/js").glob("*.js"):
        if HASHED.search(source.name):
            continue
        name = stored(f"portal/js/{source.name}")
        assert (built / f"{name}.br").is_file()
        assert "sourceMappingURL" not in read(built, name)
        for address in MODULE.findall(read(built, name)):
            assert HASHED.search(address), (name, address)
            assert (built / leads_to(name, address)).is_file(), (name, address)


@pytest.mark.django_db
def test_a_page_loads_one_stylesheet_and_everything_by_hashed_names(built, home):
    html = Client().get("/").content.decode()
    addresses = LINKED.findall(html)
    assert html.count('rel="stylesheet"') == 1
    assert f"/static/{stored(STYLESHEET)}" in addresses
    for address in addresses:
        assert HASHED.search(address), address
        assert (built / address.removeprefix("/static/")).is_file()
