"""Who agreed a plan and how, in words; and who may, for the form that writes it down."""

from django.utils.translation import gettext as _

from careplans import who_decides as deciding
from careplans.models import Agreement, AgreementParty
from ipc.kernel import acting, dates
from ipc.kernel.errors import RuleBroken
from people.models import HowGiven

HOW = {
    HowGiven.ONLINE: lambda one: _("online"),
    HowGiven.IN_PERSON: lambda one: _("in person"),
    HowGiven.PHONE: lambda one: _("by telephone, heard by %(witness)s") % {"witness": one.witness},
    HowGiven.PAPER: lambda one: _("on paper"),
}


def shown(plan, user) -> list[dict]:
    """Return who agreed ``plan`` as it is now, the person last, for ``careplans/_agreed.html``: one query."""
    seen = Agreement.objects.visible_to(user).filter(plan=plan, revision=plan.revision)
    found = seen.select_related("person", "paper").order_by("pk")
    return [
        {
            "words": in_words(one),
            "paper": one.paper.public_id if one.paper else None,
            "is_professional": one.party == AgreementParty.PROFESSIONAL,
        }
        for one in found
    ]


def in_words(one) -> str:
    """Return one agreement as a sentence: who, for whom, how and when."""
    said = {
        "name": one.name,
        "called": one.person.called,
        "organisation": one.organisation,
        "how": _how(one),
        "day": dates.in_words(one.agreed_at),
    }
    if one.party == AgreementParty.BEST_INTERESTS:
        return (
            _(
                "%(called)s could not decide about this plan at that time. %(name)s decided it in their best "
                "interests. It was agreed on %(day)s, %(how)s."
            )
            % said
        )
    if one.party == AgreementParty.REPRESENTATIVE:
        return _("%(name)s agreed for %(called)s on %(day)s, %(how)s.") % said
    if one.organisation:
        return _("%(name)s agreed for %(organisation)s on %(day)s, %(how)s.") % said
    return _("%(name)s agreed on %(day)s, %(how)s.") % said


def _how(one):
    if one.how == HowGiven.PHONE and not one.witness:  # before a witness was asked for
        return _("by telephone")
    return HOW[HowGiven(one.how)](one)


def why_not_alone(person) -> str:
    """Return in words why ``person`` does not agree the plan alone now, or nothing."""
    with acting.for_the_site("say who decides about a plan", site_id=person.site_id):
        try:
            deciding.refuse_who_cannot_decide_alone(person)
        except RuleBroken as broken:
            return str(broken.message)
    return ""


def who_decides(person) -> list[dict]:
    """Return who may agree the plan of ``person``: a choice of the form, in words, and what it stands for."""
    choices = []
    unable = deciding.assessed_as_unable(person)
    if not unable and not deciding.is_too_young(person):
        choices.append(_choice("person", person.name, AgreementParty.PERSON))
    for place, name in enumerate(deciding.representatives(person)):
        label = _("%(name)s, who decides for %(person)s") % {"name": name, "person": person.called}
        choices.append(_choice(f"representative-{place}", label, AgreementParty.REPRESENTATIVE, name=name))
    decision = deciding.standing_decision(person)
    if decision is not None:
        label = _("Nobody: it was decided in the best interests of %(person)s on %(day)s") % {
            "person": person.called,
            "day": dates.in_words(decision.decided_at),
        }
        choices.append(_choice("best-interests", label, AgreementParty.BEST_INTERESTS, decision=decision))
    return choices


def _choice(value, label, party, **said):
    return {"value": value, "label": label, "said": {"party": party, **said}}
