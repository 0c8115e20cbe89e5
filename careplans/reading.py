"""Plans and About me as pages read them: plain dicts, days and costs already in words."""

from django.utils.translation import gettext as _

from careplans.costs import cost_of as cost_of
from careplans.models import AboutHeading, Agreement, ChangeRequest, Observation, Statement
from careplans.tree import tree as tree
from ipc.kernel.dates import in_words


def statements(user, person):
    """Return what ``user`` may read of About me, by heading: words, who wrote, who helped, when."""
    seen = Statement.objects.visible_to(user).filter(person=person).select_related("written_by")
    return {
        one.heading: {
            "words": one.words,
            "revision": one.revision,
            "helped_by": one.helped_by,
            "who": signed(one.written_by, person),
            "when": in_words(one.written_at),
        }
        for one in seen
    }


def headings(user, person):
    """Return all headings in order, each with its statement or None."""
    written = statements(user, person)
    return [
        {"slug": heading.value, "title": heading.label, "statement": written.get(heading.value)}
        for heading in AboutHeading
    ]


def observations(user, person):
    """Return what works and what does not: two lists, the newest first."""
    seen = Observation.objects.visible_to(user).filter(person=person).select_related("noted_by")
    working, not_working = [], []
    for one in seen.order_by("-pk"):
        row = {
            "words": one.words,
            "who": _whose_view(one, person),
            "when": in_words(one.noted_at),
        }
        (working if one.is_working else not_working).append(row)
    return {"working": working, "not_working": not_working}


def _whose_view(observation, person):
    """Return whose view it is and, where somebody else wrote it down, who did."""
    writer = observation.noted_by
    if observation.view != "person":
        return f"{writer.name if writer else ''} ({observation.get_view_display().lower()})".strip()
    if writer is None or writer.person_id == person.pk:
        return person.called
    return _("%(called)s, written down by %(writer)s") % {"called": person.called, "writer": writer.name}


def signed(user, person):
    """Return who wrote: the person as they are called, anybody else by name."""
    if user is None:
        return ""
    return person.called if user.person_id == person.pk else user.name


def agreements(user, plan):
    seen = Agreement.objects.visible_to(user).filter(plan=plan, revision=plan.revision).order_by("pk")
    return [
        {
            "name": one.name,
            "party": one.get_party_display(),
            "how": one.get_how_display().lower(),
            "when": in_words(one.agreed_at),
        }
        for one in seen
    ]


def change_requests(user, person):
    """Return what was asked to be changed and has not been reviewed yet, the newest first."""
    seen = ChangeRequest.objects.visible_to(user).filter(person=person, review__held_on=None)
    return [
        {
            "words": one.words,
            "who": signed(one.asked_by, person),
            "when": in_words(one.asked_at),
            "answer_by": in_words(one.answer_due_on),
        }
        for one in seen.select_related("asked_by")
    ]
