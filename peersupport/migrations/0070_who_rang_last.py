"""Who rang last and was not answered: any navigator of the site may try."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("peersupport", "0060_said_of_an_entry"),
        ("peersupport", "0080_restricted_to_navigators"),
    ]
    operations = [
        migrations.AddField(
            model_name="callrequest",
            name="last_try_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        )
    ]
