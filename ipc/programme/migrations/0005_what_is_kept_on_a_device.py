"""The privacy topic names what finding support keeps on somebody's own device."""

from django.db import migrations

BEFORE = """We use cookies only to
keep you signed in, to keep forms safe and to remember your language."""
AFTER = """We use cookies only to
keep you signed in, to keep forms safe, and to remember what you chose: your language, Easy Read,
what you kept for later, and your postcode until you close the browser. They stay on your device.
We do not know who looked for what."""


def say(apps, schema_editor):
    topics = apps.get_model("programme", "Topic").objects.using(schema_editor.connection.alias)
    for topic in topics.filter(body__contains=BEFORE):
        topics.filter(pk=topic.pk).update(body=topic.body.replace(BEFORE, AFTER))


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_first_terms")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
