"""The four roles of the portal, in place of Wagtail's Editors and Moderators.

Permission rows are made by Django after all migrations, so those named here are made beforehand, under the names
that Django would give them.
"""

from django.db import migrations

DESK = [("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")]
CONTRIBUTORS = [("news", "contributor", "add"), ("news", "contributor", "change"), ("news", "tag", "add"), ("news", "tag", "change")]
LIBRARIES = [("wagtailimages", "image"), ("wagtaildocs", "document")]
EVERYTHING = [
    (label, model, action)
    for label, model in [
        ("accounts", "user"), ("auth", "group"), ("home", "sitesettings"), ("news", "contributor"), ("news", "tag"),
        ("wagtailcore", "site"), ("wagtailcore", "collection"), ("wagtailcore", "workflow"), ("wagtailcore", "task"),
        ("wagtailredirects", "redirect"), ("wagtailimages", "image"), ("wagtaildocs", "document"),
    ]
    for action in ("add", "change", "delete", "view")
]
MANUSCRIPTS = [("news", "manuscriptimport", "view")]
# Group, its own permissions, on which pages it may do what, what it may do in the picture and attachment libraries.
ROLES = {
    "编辑": (DESK + CONTRIBUTORS + MANUSCRIPTS, {"news": ["add", "change"]}, ["add", "choose"]),
    "审稿": (
        DESK + CONTRIBUTORS + MANUSCRIPTS,
        {"home": ["change", "publish", "lock", "unlock"], "news": ["add", "change", "publish", "lock", "unlock"]},
        ["add", "change", "choose"],
    ),
    "台账管理员": (DESK, {}, ["add", "choose"]),
    "站点管理员": (
        DESK + EVERYTHING + MANUSCRIPTS,
        {"root": ["add", "change", "publish", "bulk_delete", "lock", "unlock"]},
        ["add", "change", "delete", "choose"],
    ),
}


def permission(apps, label, model, action, name=None):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    codename = action if name else f"{action}_{model}"
    content_type, _ = ContentType.objects.get_or_create(app_label=label, model=model)
    if not name:
        name = f"Can {action} {apps.get_model(label, model)._meta.verbose_name_raw}"
    return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    pages = {
        "root": Page.objects.get(depth=1),
        "home": Page.objects.get(depth=2),
        "news": Page.objects.get(depth=3, slug="news"),
    }
    library = Collection.objects.get(depth=1)
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    for name, (own, on_pages, on_media) in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission(apps, *spec) for spec in own])
        for place, actions in on_pages.items():
            for action in actions:
                group.page_permissions.get_or_create(
                    page=pages[place], permission=permission(apps, "wagtailcore", "page", action)
                )
        for label, model in LIBRARIES:
            for action in on_media:
                group.collection_permissions.get_or_create(
                    collection=library, permission=permission(apps, label, model, action)
                )
    allow_collections(apps, Group.objects.get(name="站点管理员"), library)


def allow_collections(apps, group, library):
    for action in ("add", "change", "delete"):
        group.collection_permissions.get_or_create(
            collection=library, permission=permission(apps, "wagtailcore", "collection", action)
        )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("home", "0003_first_pages"),
        ("news", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
