"""Who may know whom: portal → news → programs → media, by import and by relation."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

LAYERS = ["portal", "news", "programs", "media"]  # each may know what stands to its right
NOUNS = ["events", "policies", "companies", "taxonomy"]  # the same inside programs


def layer(module):
    return module.partition(".")[0]


def noun(module):
    return module.split(".")[1] if module.startswith("programs.") else None


def may_know(who, whom):
    return LAYERS.index(who) <= LAYERS.index(whom)


def test_import_contracts_are_kept():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=settings.ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def our_relations():
    for model in apps.get_models(include_auto_created=True):
        if layer(model.__module__) in LAYERS:
            for field in model._meta.get_fields(include_parents=False, include_hidden=True):
                target = getattr(field, "remote_field", None) and field.remote_field.model
                if target and not isinstance(target, str) and layer(target.__module__) in LAYERS:
                    yield model, field, target


def test_relations_point_sideways_or_down():
    """Foreign keys named by a string are no import, so the import contracts do not see them."""
    forward = [
        (model, field, target)
        for model, field, target in our_relations()
        if not field.auto_created and field.model is model and not is_account(target)
    ]
    assert len(forward) > 5, "the walk found no relations: it checks nothing"
    wrong = [
        f"{model.__name__}.{field.name} → {target.__name__}"
        for model, field, target in forward
        if not may_know(layer(model.__module__), layer(target.__module__))
        or not nouns_may_know(noun(model.__module__), noun(target.__module__))
    ]
    assert wrong == []


def nouns_may_know(who, whom):
    return who not in NOUNS or whom not in NOUNS or NOUNS.index(who) <= NOUNS.index(whom)


def is_account(model):
    """The user model is reached through AUTH_USER_MODEL by every layer: it stands for django.contrib.auth's."""
    return model._meta.label == settings.AUTH_USER_MODEL


def modules_of(package):
    return [path for path in (settings.ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


@pytest.mark.parametrize("package", LAYERS)
def test_no_module_imports_upward_even_inside_a_function(package):
    """Tests count too: a layer that is tested through a higher one cannot be understood alone."""
    wrong = [
        f"{path.relative_to(settings.ROOT)} imports {name}"
        for path in modules_of(package)
        for name in imports_of(path)
        if layer(name) in LAYERS and not may_know(package, layer(name))
    ]
    assert wrong == []
