"""What is working and what is not, from each person's view, side by side."""

from django.utils.translation import gettext as _

from careplans.models import Observation, View
from ipc.kernel.dates import in_words


def shown(person, user) -> list[dict]:
    """Return the views of the person, the family and staff, each with two lists, newest first: one query."""
    seen = Observation.objects.visible_to(user).filter(person=person).select_related("noted_by")
    rows = list(seen.order_by("-pk"))
    titles = {
        View.PERSON: _("How %(called)s sees it") % {"called": person.called},
        View.FAMILY: _("How family and friends see it"),
        View.STAFF: _("How staff see it"),
    }
    return [
        {
            "slug": view.value,
            "title": titles[view],
            "working": [_row(one, person) for one in rows if one.view == view and one.is_working],
            "not_working": [_row(one, person) for one in rows if one.view == view and not one.is_working],
        }
        for view in View
    ]


def _row(observation, person):
    return {
        "words": observation.words,
        "who": _who(observation, person),
        "when": in_words(observation.noted_at),
    }


def _who(observation, person):
    """Return who said it and, where somebody else wrote the person's view down, who did."""
    writer = observation.noted_by
    if observation.view != View.PERSON:
        return writer.name if writer else ""
    if writer is None or writer.person_id == person.pk:
        return person.called
    return _("%(called)s, written down by %(writer)s") % {"called": person.called, "writer": writer.name}
