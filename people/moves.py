"""Who moves where, in words: for the site they leave, the site they come to, and the person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import dates
from people import handing_over
from people.models import HandedOver, Handover, Role, User

STAYS = [
    gettext_lazy("Money, payments and receipts"),
    gettext_lazy("Who looked at the record"),
    gettext_lazy("What colleagues noted"),
    gettext_lazy("Rights to act, and what was shared: the new site asks again"),
]


def list_for(user) -> tuple[list[Handover], list[Handover]]:
    """Return who comes to the user's site, and who leaves it, as far as ``user`` may see."""
    seen = list(Handover.objects.visible_to(user).select_related("site", "to_site").order_by("-pk")[:100])
    here = user.hat.site_id
    return [one for one in seen if one.to_site_id == here], [one for one in seen if one.site_id == here]


def as_rows(handovers, user) -> list[dict]:
    """Return handovers in words, with who it is about."""
    people = handing_over.who_moves(handovers, user)
    return [as_row(one, people[one.pk], user) for one in handovers if one.pk in people]


def as_row(one, person, user) -> dict:
    is_open = not one.accepted_at and not one.declined_at
    arrives = one.to_site_id == user.hat.site_id
    return {
        "public_id": one.public_id,
        "name": person.name,
        "born": dates.in_words(person.born_on),
        "from_site": one.site.name,
        "to_site": one.to_site.name,
        "moves_on": dates.in_words(one.moves_on),
        "going": [str(HandedOver(part).label) for part in one.going],
        "stays": [str(words) for words in STAYS],
        "summary": one.summary,
        "state": _state(one),
        "colour": "yellow" if is_open else "green" if one.accepted_at else "grey",
        "why": one.why_declined,
        "may_answer": is_open and arrives and user.hat.role == Role.MANAGER,
        "may_withdraw": is_open and not arrives and user.hat.role == Role.COORDINATOR,
    }


def _state(one):
    if one.accepted_at:
        return _("Yes, from %(day)s") % {"day": dates.in_words(one.moves_on)}
    return _("No") if one.declined_at else _("Waiting for an answer")


def coordinators_of(site_id) -> list[User]:
    """Return those who coordinate support in a site today."""
    return list(User.objects.staying().holding(Role.COORDINATOR, site_id).order_by("name", "pk"))


def of_person(person, user) -> list[dict]:
    """Return the moves of ``person`` for their own page."""
    seen = Handover.objects.visible_to(user).filter(person=person).select_related("site", "to_site")
    return [as_row(one, person, user) for one in seen]
