"""The words of a topic: written as a draft, read through, published. What was published once is kept.

The national words are the programme administrators'; a site's own are its administrators'.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from ipc.programme.acts import Act
from ipc.programme.models import Term, Topic, TopicVersion

WORDS = ("question", "answer_short", "body", "easy_read")
FACTS = ("chapter", "owner", "position")
DRAWINGS = settings.BASE_DIR / "templates" / "components" / "icons"


class NotYourTopic(RuleBroken):
    message = _("You may write the answers of your own site only. The others are the programme's.")


class HasOwnWords(RuleBroken):
    message = _("This site has its own words for this already. Change those.")


class NothingToPublish(RuleBroken):
    message = _("There is no draft. Write something new first.")


class NoEasyRead(RuleBroken):
    message = _("Write the Easy Read too. Then everybody can read it.")


class DrawingMissing(RuleBroken):
    message = _(
        "Each line of the Easy Read begins with a drawing, like “money: ”. There is none for: %(line)s"
    )


class ReviewNotAhead(RuleBroken):
    message = _("Choose a day after today for the next check.")


class NationalStays(RuleBroken):
    message = _("What holds everywhere is not taken down. Change its words.")


def check(topic, *, by):
    """Raise unless ``by`` may write ``topic``.

    Raises:
        NotYourTopic
    """
    if not by.is_staff or (by.hat.site_id and by.hat.site_id != topic.site_id):
        raise NotYourTopic


def draft(topic):
    """Return the draft of ``topic``, or None: there is one at most."""
    return topic.versions.filter(published_at=None).first()


@transaction.atomic
def add(*, by, site, slug, audience, chapter, owner="", position=0, why="", **words) -> Topic:
    """Begin a topic that nobody reads yet, with its first draft.

    Raises:
        NotYourTopic
    """
    topic = Topic(site=site, slug=slug, audience=audience, chapter=chapter, owner=owner, position=position)
    topic.reviewed_on, topic.is_shown = dates.today(), False
    topic.question, topic.answer_short = words["question"], words["answer_short"]
    check(topic, by=by)
    topic.save(force_insert=True)
    write(topic, by=by, why=why, **words)
    return topic


@transaction.atomic
def own_words(topic, *, by, site) -> Topic:
    """Begin a site's own words for a national ``topic``: a draft that starts with the national ones.

    Raises:
        HasOwnWords, NotYourTopic
    """
    same = Topic.objects.filter(slug=topic.slug, audience=topic.audience, site=site)
    if same.exists():
        raise HasOwnWords
    facts = {name: getattr(topic, name) for name in (*FACTS, *WORDS)}
    return add(by=by, site=site, slug=topic.slug, audience=topic.audience, **facts)


@transaction.atomic
def write(topic, *, by, why="", **words) -> TopicVersion:
    """Keep ``words`` as the draft of ``topic``; what is shown does not change.

    Raises:
        NotYourTopic
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    check(topic, by=by)
    version = draft(topic) or TopicVersion(topic=topic, number=_next_number(topic))
    for name in WORDS:
        setattr(version, name, _lines(words.get(name, "")))
    version.why, version.written_by, version.written_at = why, by, timezone.now()
    version.save()
    audit.record(Act.WRITE_TOPIC, topic, by=by, why=_which(topic, why))
    return version


def _next_number(topic):
    """Return the number of the next version; what stood before there were versions is kept as the first."""
    newest = topic.versions.aggregate(newest=Max("number"))["newest"]
    if newest is None and topic.is_shown:
        _as_version(topic)
        newest = 1
    return (newest or 0) + 1


def _as_version(topic):
    words = {name: getattr(topic, name) for name in WORDS}
    published_at = timezone.make_aware(dt.datetime.combine(topic.reviewed_on, dt.time()))
    TopicVersion.objects.create(topic=topic, number=1, published_at=published_at, **words)


@transaction.atomic
def publish(topic, *, by, review_due_on) -> Topic:
    """Show the draft of ``topic`` to everybody from now on, until it is to be looked at again.

    Raises:
        NotYourTopic, NothingToPublish, NoEasyRead, DrawingMissing, ReviewNotAhead
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    check(topic, by=by)
    version = draft(topic)
    if version is None:
        raise NothingToPublish
    if review_due_on <= dates.today():
        raise ReviewNotAhead
    check_easy_read(version.easy_read)
    version.published_at, version.published_by = timezone.now(), by
    version.save(update_fields=["published_at", "published_by"])
    for name in WORDS:
        setattr(topic, name, getattr(version, name))
    topic.reviewed_on, topic.review_due_on, topic.is_shown = dates.today(), review_due_on, True
    topic.save()
    audit.record(Act.PUBLISH_TOPIC, topic, by=by, why=_which(topic, version.why))
    return topic


@transaction.atomic
def confirm(topic, *, by, review_due_on) -> Topic:
    """Say that the words of ``topic`` were read again and still hold.

    Raises:
        NotYourTopic, ReviewNotAhead
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    check(topic, by=by)
    if review_due_on <= dates.today():
        raise ReviewNotAhead
    topic.reviewed_on, topic.review_due_on = dates.today(), review_due_on
    topic.save(update_fields=["reviewed_on", "review_due_on"])
    audit.record(Act.PUBLISH_TOPIC, topic, by=by, why=_which(topic, "looked at again"))
    return topic


@transaction.atomic
def take_down(topic, *, by) -> Topic:
    """Show a site's own words no longer; the national ones, where there are any, are read again.

    Raises:
        NotYourTopic, NationalStays
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    check(topic, by=by)
    if topic.site_id is None:
        raise NationalStays
    topic.is_shown = False
    topic.save(update_fields=["is_shown"])
    audit.record(Act.TAKE_DOWN_TOPIC, topic, by=by, why=_which(topic))
    return topic


@transaction.atomic
def place(topic, *, by, chapter, owner, position) -> Topic:
    """Say under which chapter ``topic`` stands, where in it, and who looks after it.

    Raises:
        NotYourTopic
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    check(topic, by=by)
    facts = {"chapter": chapter, "owner": owner, "position": position}
    if all(getattr(topic, name) == value for name, value in facts.items()):
        return topic
    for name, value in facts.items():
        setattr(topic, name, value)
    topic.save(update_fields=list(facts))
    audit.record(Act.WRITE_TOPIC, topic, by=by, why=_which(topic, "its place or owner"))
    return topic


@transaction.atomic
def keep_term(term, *, by) -> Term:
    """Keep a word and its meaning; the words are the same everywhere, so only the programme changes them.

    Raises:
        NotYourTopic
    """
    if not by.is_staff or by.hat.site_id:
        raise NotYourTopic
    term.save()
    audit.record(Act.CHANGE_TERM, term, by=by, why=term.slug)
    return term


def drawings() -> set[str]:
    """Return the names of our drawings."""
    return {drawing.stem for drawing in DRAWINGS.glob("*.svg")}


def check_easy_read(words):
    """Raise unless there is an Easy Read text and each of its lines has a drawing of ours.

    Raises:
        NoEasyRead, DrawingMissing
    """
    lines = [line for line in words.splitlines() if line.strip()]
    if not lines:
        raise NoEasyRead
    known = drawings()
    for line in lines:
        drawing, colon, sentence = line.partition(": ")
        if not (colon and sentence.strip() and drawing in known):
            raise DrawingMissing(line=line)


def _lines(words):
    """Return ``words`` with the line ends of our texts: a form sends those of another age."""
    return "\n".join(line.rstrip() for line in words.strip().splitlines())


def _which(topic, why=""):
    return ": ".join(part for part in (topic.slug, why) if part)
