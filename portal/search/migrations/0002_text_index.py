from django.db import migrations

from portal.search.engine.operations import AddTextIndex


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_search_documents'),
    ]

    operations = [
        AddTextIndex(
            'searchdocument',
            columns={'names': 'folded_names', 'summary': 'folded_summary', 'body': 'folded_body'},
            apart={'pinyin': 'pinyin'},
        ),
    ]
