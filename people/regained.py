"""Somebody can decide again: what rested on their not being able to stops, and is looked at again."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ipc.kernel import dates
from people import authority, consent, todos
from people.models import Authority, BestInterestsDecision, Consent, DecisionTopic, TodoKind

LONGEST = 300
SHORT = 120


def take_back(assessment, *, by) -> None:
    """Stop what rests on earlier assessments of the same, mark what was decided, and ask for a new look.

    To be called in the transaction that writes the assessment. Each thing becomes one thing to do.
    """
    todo = _asking(assessment, by)
    todo("decision", "", _first_words(assessment))
    for right in _resting(Authority, assessment).filter(suspended_at=None).select_related("holder"):
        authority.stop(right, by=by, why=_("The person can decide this again."))
        facts = {"name": right.holder.name, "kind": right.get_kind_display()}
        todo("authority", right.public_id, _("%(name)s may not act for now: %(kind)s.") % facts)
    for shared in _resting(Consent, assessment).select_related("user", "relationship", "organisation"):
        consent.end(shared, by=by)
        facts = {"name": shared.reader, "parts": shared.in_words}
        words = _("%(name)s no longer sees %(parts)s. Ask the person what they want to share.") % facts
        todo("consent", shared.public_id, words)
    for decided in _decided(assessment):
        decided.reconsider_on = dates.today()
        decided.save(update_fields=["reconsider_on"])
        outcome = Truncator(decided.outcome).chars(SHORT)
        todo("best", decided.public_id, _("Decided in their best interests: %(what)s") % {"what": outcome})


def _asking(assessment, by):
    def todo(what, public_id, words):
        todos.ask(
            assessment.person,
            TodoKind.RECONSIDER,
            key=f"reconsider-{assessment.pk}-{what}-{public_id}",
            detail=words[:LONGEST],
            by=by,
        )

    return todo


def _first_words(assessment):
    """Say what can be decided again; money paid directly needs the person's own yes from now on.

    Source: NHS (Direct Payments) Regulations 2013 (SI 2013/1617) reg 17(1).
    """
    what = Truncator(assessment.decision).chars(SHORT)
    if assessment.topic != DecisionTopic.MONEY:
        return _("The person can decide this now: %(what)s") % {"what": what}
    return _(
        "The person can decide this now: %(what)s. A direct payment goes on only if they agree to it "
        "themselves. Ask them; without their yes it must stop."
    ) % {"what": what}


def _same(assessment):
    """Return the condition, on what names an assessment, for earlier ones on the same."""
    same = {"person": assessment.person, "assessment__topic": assessment.topic}
    if assessment.topic == DecisionTopic.OTHER:
        same["assessment__decision__iexact"] = assessment.decision
    return same


def _resting(model, assessment):
    return model.objects.filter(**_same(assessment), withdrawn_at=None).order_by("pk")


def _decided(assessment):
    return BestInterestsDecision.objects.filter(**_same(assessment), reconsider_on=None).order_by("pk")
