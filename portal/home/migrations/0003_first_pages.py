"""A new database begins with a home page and an empty news index at the addresses that are kept."""

from django.db import migrations


def make_first_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")
    NewsIndexPage = apps.get_model("news", "NewsIndexPage")
    Locale = apps.get_model("wagtailcore", "Locale")

    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()

    def content_type(app_label, model):
        return ContentType.objects.get_or_create(app_label=app_label, model=model)[0]

    home = HomePage.objects.create(
        title="首页", draft_title="首页", slug="home", content_type=content_type("home", "homepage"), locale=locale,
        path="00010001", depth=2, numchild=1, url_path="/home/", live=True, parts="[]",
    )
    NewsIndexPage.objects.create(
        title="新闻", draft_title="新闻", slug="news", content_type=content_type("news", "newsindexpage"), locale=locale,
        path="000100010001", depth=3, numchild=0, url_path="/home/news/", live=True, show_in_menus=True,
    )
    root.numchild = 1
    root.save(update_fields=["numchild"])
    site = Site.objects.create(hostname="localhost", site_name="鹿城门户", root_page_id=home.pk, is_default_site=True)
    # Wagtail would make the settings row when the first reader comes; a reader's visit writes nothing.
    apps.get_model("home", "SiteSettings").objects.create(site_id=site.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_settings_relations"),
        ("news", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_first_pages, migrations.RunPython.noop)]
