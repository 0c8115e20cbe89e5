"""What is written for everybody: questions with their answers, words with their meaning, the areas."""

from ipc.kernel.dates import in_words, moment_in_words
from ipc.programme.models import CaughtMail, Term, Topic
from people.models import Site

FORMATS = ("easy-read", "large-print")
NEWEST_MAILS = 100


def topics():
    return Topic.objects.for_everywhere().values("slug", "question", "answer_short")


def topic(slug, asked_format=""):
    """Return the topic ``slug`` in the format asked for, if it is written in it; None if there is none."""
    found = Topic.objects.for_everywhere().filter(slug=slug).first()
    if found is None:
        return None
    has_it = asked_format in FORMATS and (asked_format != "easy-read" or found.easy_read)
    return {
        "topic": found,
        "format": asked_format if has_it else "",
        "reviewed": in_words(found.reviewed_on),
    }


def terms():
    return Term.objects.values("slug", "word", "meaning")


def sites():
    return Site.objects.values("name", "slug")


def site(slug):
    return Site.objects.filter(slug=slug).first()


def caught_mails():
    """Return the newest messages the demonstration kept, each with its moment in words."""
    mails = CaughtMail.objects.values("to", "subject", "body", "sent_at")[:NEWEST_MAILS]
    return [{**mail, "when": moment_in_words(mail["sent_at"])} for mail in mails]
