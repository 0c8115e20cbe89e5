"""The circle of support for the page: the same people as a list by ring, and as places in a picture.

The picture is an SVG of classes and attributes alone, 320 units wide, so that it fills a phone as it is.
"""

from math import cos, pi, sin

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.templatetags.components import initials
from people.models import Ring

MIDDLE, FACE = 160, 15
RADIUS = {Ring.CLOSEST: 58, Ring.FRIENDS: 90, Ring.GROUPS: 120, Ring.PAID: 144}
RING_NAMES = {
    Ring.CLOSEST: gettext_lazy("Closest"),
    Ring.FRIENDS: gettext_lazy("Family, friends"),
    Ring.GROUPS: gettext_lazy("Groups, places"),
    Ring.PAID: gettext_lazy("Paid support"),
}
# So many faces fit on a ring without touching; the list has them all.
MOST = {Ring.CLOSEST: 10, Ring.FRIENDS: 16, Ring.GROUPS: 22, Ring.PAID: 26}


def of(relationships, *, called, is_own=False) -> dict:
    """Return what the templates show of ``relationships`` (read ``with_ways_to_reach``), ring by ring.

    ``is_own`` speaks to the person whose circle it is.
    """
    rings: dict[Ring, list[dict]] = {ring: [] for ring in Ring}
    for one in relationships:
        rings[Ring(one.ring)].append(_told(one, is_own))
    shown = [(ring.label, people) for ring, people in rings.items() if people]
    return {
        "rings": [{"label": label, "people": people} for label, people in shown],
        "called": called,
        "initials": initials(called)[:2],
        "circles": [_ring(ring) for ring in reversed(Ring)],
        "faces": [face for ring, people in rings.items() for face in _faces(ring, people)],
        "sentence": _sentence(called, shown, is_own),
        "in_words": "; ".join(
            f"{label}: {', '.join(one['name'] for one in people)}" for label, people in shown
        ),
    }


def _ring(ring):
    """Return a ring with its name, which stands within it at the bottom."""
    return {
        "place": ring.value,
        "radius": RADIUS[ring],
        "label": RING_NAMES[ring],
        "label_at": MIDDLE + RADIUS[ring] - 7,
    }


def _told(one, is_own):
    facts = [
        one.get_kind_display(),
        one.is_carer and (_("Looks after me without pay") if is_own else _("Looks after them without pay")),
        one.lives_with_person and (_("Lives with me") if is_own else _("Lives with them")),
        one.user_id and _("Signs in"),
    ]
    return {
        "name": one.name,
        "public_id": one.public_id,
        "initials": initials(one.name)[:2],
        "facts": [str(fact) for fact in facts if fact],
        "notes": one.notes,
        "how_to_talk": one.how_to_talk,
        "format": one.get_information_format_display() if one.information_format else "",
        "phone": one.to_call,
        "email": one.to_write,
        "is_stopped": not one.may_be_contacted,
        "why": one.why_not_contacted,
    }


def _faces(ring, people):
    """Return the place of each face on its ring, evenly round it, the first at the top."""
    shown = people[: MOST[ring]]
    # Each ring begins a little further round, so that faces of two rings do not stand in one line.
    begin = -pi / 2 + ring.value * pi / 7
    return [
        {
            "initials": one["initials"],
            "x": _text(MIDDLE + RADIUS[ring] * cos(begin + 2 * pi * place / len(shown))),
            "y": _text(MIDDLE + RADIUS[ring] * sin(begin + 2 * pi * place / len(shown))),
            "is_stopped": one["is_stopped"],
            "is_paid": ring == Ring.PAID,
        }
        for place, one in enumerate(shown)
    ]


def _text(number):
    return f"{number:.1f}"


def _sentence(called, shown, is_own):
    count = sum(len(people) for _label, people in shown)
    if is_own and count == 1:
        return _("There is one person in your circle.")
    if is_own:
        return _("There are %(count)s people in your circle.") % {"count": count}
    if count == 1:
        return _("There is one person in the circle of %(name)s.") % {"name": called}
    return _("There are %(count)s people in the circle of %(name)s.") % {"count": count, "name": called}
