"""Is it for me, is it in my area? Three answers, a fourth about money if one likes. Nothing is kept.

Only the team, with the person, finds out what is so; what is said here is a guide.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from budgets import guide as money
from budgets import offering_money
from budgets.pages import offer
from ipc.kernel.errors import StrOrPromise
from peersupport import places
from people.models import Cohort, Site, SiteDistrict

NONE = "none"
GROUPS = {
    Cohort.OLDER: _("Somebody older who lives with illnesses that do not go away"),
    Cohort.CHILD: _("A disabled child or young person"),
    Cohort.LEARNING: _("Somebody with a learning disability, autism or both"),
    Cohort.MENTAL_HEALTH: _("Somebody with a serious mental illness"),
    NONE: _("None of these, or I am not sure"),
}


class ForYou(models.TextChoices):
    """What can be said about whether it is for somebody."""

    YES = "yes", _("It looks as if this is for you.")
    ASK = "ask", _("It may be for you. Please ask the team.")
    NOT_HERE = "not_here", _("We are not in your area yet.")


class Place(NamedTuple):
    """An area somebody lives in, with what its team wrote about support without money, in its parts."""

    name: str
    slug: str
    phone: str
    email: str
    parts: list[dict]


class Said(NamedTuple):
    """What the guide says: whether it is for them, why in sentences, where to turn, and about money."""

    for_you: ForYou
    why: list[StrOrPromise]
    places: list[Place]
    others: list[dict]
    money: StrOrPromise
    reasons: list[dict]


def sites_of(postcode) -> list[Site]:
    """Return the sites that the district of ``postcode`` lies in: a district may lie in two."""
    district = places.codes(postcode)[-1]
    inside = SiteDistrict.objects.filter(district=district)
    return list(Site.objects.filter(districts__in=inside).order_by("name").distinct())


def answer(*, postcode, age, group, bases) -> Said:
    """Return what can be said from the answers."""
    here = sites_of(postcode)
    if not here:
        others = [dict(site) for site in Site.objects.order_by("name").values("name", "slug")]
        return Said(ForYou.NOT_HERE, [], [], others, "", [])
    for_you, why = _for_you(group, age)
    standing, reasons = money.answer(lives_here=True, age=age, bases=bases)
    told = standing.label if bases else ""
    return Said(for_you, why, [_place(site) for site in here], [], told, [one._asdict() for one in reasons])


def _for_you(group, age):
    """Return what can be said of a group, and why."""
    lives_here = _("You live in one of our areas.")
    if group == NONE:
        others = _("We begin with four groups of people. Others may join later.")
        return ForYou.ASK, [lives_here, others]
    if group == Cohort.CHILD and age == money.Age.ADULT:
        return ForYou.ASK, [
            lives_here,
            _("That group is for children and young people. There may be another way."),
        ]
    return ForYou.YES, [lives_here, _("You belong to one of the groups we work with first.")]


def _place(site):
    published = offering_money.published(site)
    parts = offer.statement(published)["parts"] if published else []
    said = [part for part in parts if part["name"] in ("what_there_is_without_money", "who_to_ask")]
    return Place(site.name, site.slug, site.phone, site.email, said)
