from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='event',
            name='review_by_on',
            field=models.DateField(blank=True, db_index=True, help_text='到这一天应再核对一次内容。', null=True, verbose_name='复核期限'),
        ),
    ]
