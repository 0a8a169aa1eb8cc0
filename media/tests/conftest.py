import os

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from wagtail.models import Collection, GroupCollectionPermission


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail keeps renditions there, by the ids of an earlier test
    return tmp_path


@pytest.fixture
def stored(uploads):
    """Return a function that lists the files below the upload folder."""
    return lambda: sorted(
        os.path.relpath(os.path.join(folder, name), uploads) for folder, _, names in os.walk(uploads) for name in names
    )


@pytest.fixture
def editor(db):
    """Somebody who may add and change pictures and attachments, and nothing else."""
    group = Group.objects.create(name="图片编辑")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    # Wagtail asks for the permissions of its own models, whatever model a project puts in their place
    for permission in Permission.objects.filter(content_type__app_label__in=["wagtailimages", "wagtaildocs"]):
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    user = get_user_model().objects.create_user(username="media-editor", password="just-for-tests")
    user.groups.add(group)
    return user


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
