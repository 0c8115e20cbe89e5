"""What a manager answers for: what was read in an emergency, and what the people asked about looks."""

from ipc.kernel import acting, dates
from ipc.kernel.models import Event
from ipc.programme import looks
from people import looking
from people.models import LookQuestion, Role

MOST = 200
OPEN = 100


def read_under(opening) -> list[dict]:
    """Return what was done under an emergency opening, the newest first: acts and moments, no content.

    A manager reviews it even where the record itself is kept from them.
    """
    with acting.for_the_site("see what was read in an emergency", site_id=opening.site_id):
        events = Event.objects.filter(person_id=opening.person_id, emergency_id=opening.public_id)
        rows = list(events.order_by("-pk").values("act", "at")[:MOST])
    return [{"what": looks.what(row["act"]), "when": dates.moment_in_words(row["at"])} for row in rows]


def look_questions(user) -> tuple[list[dict], list[dict]]:
    """Return ``(questions to answer, the longest waiting first, the newest answered ones)``."""
    seen = LookQuestion.objects.visible_to(user).select_related("person", "answered_by")
    days = looking.days_to_answer(user.hat.site_id)
    waiting = seen.filter(answered_at=None).order_by("pk")[:OPEN]
    answered = seen.exclude(answered_at=None).order_by("-answered_at")[:OPEN]
    return [_asked(one, days) for one in waiting], [_asked(one, days) for one in answered]


def _asked(question, days):
    due_on = looking.due_on(question, days)
    return {
        "question": question,
        "asked": dates.in_words(question.asked_at),
        "due": dates.in_words(due_on),
        "is_late": due_on < dates.today(),
    }


def look_of(question) -> dict:
    """Return the entry a question is about: who, in which role, what and when."""
    event = Event.objects.select_related("actor").filter(pk=question.event_id).first()
    return told(event) if event else {}


def told(event) -> dict:
    """Return one entry in words."""
    return {
        "who": event.actor.name if event.actor else event.why or "",
        "role": Role(event.role).label if event.role in Role.values else "",
        "what": looks.what(event.act),
        "when": dates.moment_in_words(event.at),
        "why": event.why if event.actor else "",
        "was_emergency": event.emergency_id is not None,
    }
