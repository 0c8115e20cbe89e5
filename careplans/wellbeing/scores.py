"""Scores of questionnaires under licence: the number or the level, and which licence. Never the questions."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import LicensedScore, LicensedTool
from careplans.wellbeing.answering import NotSaidYet
from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import leaving


class ToolNotInUse(RuleBroken):
    message = _("This questionnaire is not in use here. An administrator can say that there is a licence.")


class NotOnTheScale(RuleBroken):
    message = _("The score must be from %(lowest)s to %(highest)s.")


class LicenceMissing(RuleBroken):
    message = _("Write the number of the licence under which it was used.")


def tools_for(person):
    """Return the questionnaires that are in use in the person's site."""
    return LicensedTool.objects.filter(Q(site=None) | Q(site=person.site_id), is_in_use=True)


@transaction.atomic
def note_score(person, *, by, tool, score, licence_reference, level="", answered_on=None) -> LicensedScore:
    """Keep the score that ``person`` had with ``tool`` on a day (today).

    Raises:
        HasDied, ToolNotInUse, NotOnTheScale, LicenceMissing, NotSaidYet
    """
    leaving.refuse_after_death(person)
    tool = tools_for(person).filter(pk=tool.pk).first()
    if tool is None:
        raise ToolNotInUse
    if not tool.lowest <= score <= tool.highest:
        raise NotOnTheScale(lowest=plain(tool.lowest), highest=plain(tool.highest))
    if not licence_reference.strip():
        raise LicenceMissing
    day = answered_on or dates.today()
    if day > dates.today():
        raise NotSaidYet
    noted = LicensedScore.objects.create(
        site_id=person.site_id,
        person=person,
        tool=tool,
        score=score,
        level=level.strip(),
        licence_reference=licence_reference.strip(),
        answered_on=day,
        noted_by=by,
    )
    audit.record(Act.NOTE_LICENSED_SCORE, noted, by=by)
    return noted


def plain(number) -> str:
    """Return ``number`` without noughts that say nothing: 62, 0.5."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
