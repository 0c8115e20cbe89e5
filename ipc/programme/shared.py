"""What one reader sees through a link: the parts the person chose, read across the rooms."""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import statement
from budgets.models import Budget
from careplans import reading
from careplans.models import CarePlan
from ipc.kernel import charts, dates
from peersupport import facts
from peersupport.models import Introduction
from people import links
from people.models import Person, Section

UNTIL_CHOSEN: dict = {"observations": None, "headings": [], "plan": None, "asked": None, "said": None}


def page(link) -> dict:
    """Return what ``link`` shows. To be called in the link's own context: the database holds it too."""
    reader = links.Reader(link)
    person = Person.objects.visible_to(reader).get()
    shown = {**UNTIL_CHOSEN, "name": person.name, "called": person.called}
    for section, part in PARTS.items():
        if section in link.sections:
            shown |= part(reader, person)
    until = dates.moment_in_words(link.expires_at)
    return {**shown, "reader": link.reader, "until": until, "labels": _labels(link)}


def _labels(link):
    return [Section(section).label for section in link.sections if section != Section.IDENTITY]


def _about_me(reader, person):
    written = [one for one in reading.headings(reader, person) if one["statement"]]
    return {"headings": written, "observations": reading.observations(reader, person)}


def _plan(reader, person):
    """Return the plan that was agreed; one that is being written is nobody else's yet."""
    plan = CarePlan.objects.visible_to(reader).live().filter(person=person).first()
    if plan is None:
        return {"plan": {"agreed": ""}}
    agreed = _("Agreed on %(day)s.") % {"day": dates.in_words(plan.agreed_at)}
    more = [
        (_("If things go wrong"), plan.if_things_go_wrong),
        (_("Staying well"), plan.prevention),
    ]
    parts = [{"title": title, "words": words} for title, words in more if words]
    return {"plan": {"agreed": agreed, "needs": reading.tree(plan, reader), "parts": parts}}


def _support(reader, person):
    seen = Introduction.objects.visible_to(reader).filter(person=person).for_reading()
    return {
        "asked": [
            {
                "name": one.service.name,
                "status": one.get_status_display(),
                "when": facts.when(one.service),
                "where": facts.where(one.service),
            }
            for one in seen[:50]
        ]
    }


def _money(reader, person):
    budget = Budget.objects.visible_to(reader).in_use().filter(person=person).first()
    if budget is None:
        return {"said": {"sentences": []}}
    told = statement.agreed(budget)  # their account is nobody else's
    said = statement.agreed_words(told)
    amounts = {one["funder"]: Decimal(one["weekly"]) for one in told["funders"]}
    return {
        "said": said,
        "split": charts.funder_split(name="whose", title=str(said["title"]), amounts=amounts),
    }


PARTS = {
    Section.ABOUT_ME: _about_me,
    Section.PLAN: _plan,
    Section.SUPPORT: _support,
    Section.MONEY: _money,
}
