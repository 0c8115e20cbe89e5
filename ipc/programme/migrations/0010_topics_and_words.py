"""All topics and words, from ``ipc/programme/content``; each topic gets the first of its versions.

The files are frozen with this migration: later changes are made where topics are written. What somebody has
changed since the first topics and words were made keeps their words.
"""

import datetime as dt
import tomllib
from importlib import import_module
from pathlib import Path

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify

CONTENT = Path(__file__).resolve().parent.parent / "content"
CHAPTERS = ("start", "support", "plan", "money", "managing", "well", "rights", "area", "here", "families")
OWNER = "Programme team"
REVIEWED_ON = dt.date(2026, 11, 22)
REVIEW_DUE_ON = dt.date(2027, 11, 22)
WORDS = ("question", "answer_short", "body", "easy_read")


def written():
    """Yield every topic of the files, in the order in which they are read."""
    for name in CHAPTERS:
        content = tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
        for topic in content["topic"]:
            yield {"audience": "everybody"} | {key: content[key] for key in content if key != "topic"} | topic


def first_topics():
    """Return the words of the first topics by their slug: as they were made, and as 0005 left them."""
    first = import_module("ipc.programme.migrations.0003_first_topics").TOPICS
    device = import_module("ipc.programme.migrations.0005_what_is_kept_on_a_device")
    made = {slug: tuple(part.strip() for part in parts) for slug, parts in first.items()}
    return {
        slug: (question, short, body.replace(device.BEFORE, device.AFTER), easy)
        for slug, (question, short, body, easy) in made.items()
    }


def add_topics(apps, schema_editor):
    topics = apps.get_model("programme", "Topic").objects.using(schema_editor.connection.alias)
    first = first_topics()
    for position, topic in enumerate(written(), start=1):
        words = {
            "question": topic["question"],
            "answer_short": topic["answer"],
            "body": topic["body"].strip(),
            "easy_read": topic["easy"].strip(),
        }
        place = {
            "chapter": topic["chapter"],
            "position": position * 10,
            "owner": OWNER,
            "review_due_on": REVIEW_DUE_ON,
        }
        which = {"site": None, "slug": topic["slug"], "audience": topic["audience"]}
        there = topics.filter(**which).first()
        if there is None:
            topics.create(**which, **words, **place, reviewed_on=REVIEWED_ON)
        elif tuple(getattr(there, name) for name in WORDS) == first.get(topic["slug"]):
            topics.filter(pk=there.pk).update(**words, **place, reviewed_on=REVIEWED_ON)
        else:
            topics.filter(pk=there.pk).update(**place)


def add_versions(apps, schema_editor):
    """Keep what every topic says now as the first of its versions."""
    alias = schema_editor.connection.alias
    versions = apps.get_model("programme", "TopicVersion").objects.using(alias)
    now = timezone.now()
    for topic in apps.get_model("programme", "Topic").objects.using(alias).filter(versions=None):
        words = {name: getattr(topic, name) for name in WORDS}
        versions.create(topic=topic, number=1, why="First words", published_at=now, **words)


def add_terms(apps, schema_editor):
    terms = apps.get_model("programme", "Term").objects.using(schema_editor.connection.alias)
    first = import_module("ipc.programme.migrations.0004_first_terms").TERMS
    content = tomllib.loads((CONTENT / "words.toml").read_text(encoding="utf-8"))
    for term in content["term"]:
        word = term["word"]
        beside = {
            "easy": term["easy"],
            "drawing": term["drawing"],
            "also": "\n".join(term.get("also", [])),
            "is_of_leaflet": term.get("leaflet", False),
        }
        there = terms.filter(word=word).first()
        if there is None:
            terms.create(
                slug=slugify(word), word=word, meaning=term["meaning"], reviewed_on=REVIEWED_ON, **beside
            )
        elif there.meaning == first.get(word):
            terms.filter(pk=there.pk).update(meaning=term["meaning"], reviewed_on=REVIEWED_ON, **beside)
        elif not there.easy:
            terms.filter(pk=there.pk).update(**beside)


class Migration(migrations.Migration):
    dependencies = [("programme", "0007_is_shown")]
    operations = [
        migrations.RunPython(add_topics, migrations.RunPython.noop),
        migrations.RunPython(add_versions, migrations.RunPython.noop),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
