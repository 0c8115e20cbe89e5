"""Letters that say what was decided and why, and how to ask for a second look.

One letter for each kind of decision: whether there is money, a funder's answer to a budget, and its answer
to a change of one. ``content`` is the words; the PDF prints them in the size of print the person needs.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from budgets import funder_answers, second_looks
from budgets.models import EligibilityDecision, Outcome, Signature, VariationAnswer
from budgets.statement import SIZES
from ipc.kernel import dates, letters, typesetting
from people.models import InformationFormat, InformationNeeds


@dataclass(frozen=True)
class Said:
    """What one decision says, in words: its title, the answer, the part granted, why, and by which law."""

    title: str
    answer: str
    on: str
    part: str = ""
    lines: tuple[str, ...] = ()
    reason: str = ""
    law: str = ""
    is_about_managing: bool = False


def letter_of(decision) -> bytes:
    """Return the letter about ``decision`` (eligibility, signature, answer to a change) as a tagged PDF."""
    needs = InformationNeeds.objects.filter(person_id=decision.person_id).first()
    size = SIZES.get(InformationFormat(needs.information_format)) if needs else None
    data = {
        **content(decision),
        "size": size or typesetting.STANDARD_PRINT,
        "programme": _("Integrated Personal Commissioning"),
        "page": _("Page"),
    }
    return typesetting.pdf("decision", data)


def content(decision) -> dict:
    """Return the words of the letter, ready for JSON: a title and sections of sentences."""
    said = SAYS[type(decision)](decision)
    sections = [
        (_("What was decided"), [said.answer, said.part, *said.lines]),
        (_("Why"), [said.reason, said.law and _("What it rests on: %(law)s.") % {"law": said.law}]),
        (_("What this letter is not about"), [_about_managing(said)]),
        (_("If you do not agree"), if_you_disagree(decision)),
        (_("Whom to ask"), _whom_to_ask(decision)),
    ]
    told = [(heading, [one for one in sentences if one]) for heading, sentences in sections]
    return {
        "title": said.title,
        "person": decision.person.name,
        "from": decision.organisation.name,
        "date": said.on,
        "reference": str(decision.public_id),
        "sections": [{"heading": heading, "sentences": some} for heading, some in told if some],
    }


def if_you_disagree(decision) -> list[str]:
    """Return how to ask for a second look, and by when it is answered."""
    return [
        _("You can ask for a second look at any time. It will not count against you."),
        _("Somebody else looks at it, and answers within %(days)s working days.")
        % {"days": second_looks.days(decision.site_id)},
        _("Ask on your pages, under My money, Decisions: %(link)s") % {"link": letters.link("my_decisions")},
        _("Or tell your care coordinator, who asks for you."),
    ]


def _about_managing(said):
    if said.is_about_managing:
        return ""
    return _(
        "It says nothing about a direct payment. That is one of three ways to manage money of your own."
        " You choose the way later, and you never have to take a direct payment."
    )


def _whom_to_ask(decision):
    site = decision.site
    offer = letters.link("resources", site.slug)
    return [
        site.phone and _("Call the team in %(name)s: %(phone)s.") % {"name": site.name, "phone": site.phone},
        _("What there is for you without a budget: %(link)s") % {"link": offer},
    ]


def _eligibility(decision) -> Said:
    who = {"who": decision.organisation.name, "what": decision.what_is_granted}
    answers = {
        Outcome.GRANT: _("%(who)s says yes: there is money for a budget of your own."),
        Outcome.PART: _("%(who)s says yes to a part of what was asked for."),
        Outcome.REFUSE: _("%(who)s says no: there is no money of its own for a budget."),
    }
    return Said(
        title=_("Whether you can get a budget of your own"),
        answer=answers[Outcome(decision.outcome)] % who,
        part=_("This is granted: %(what)s") % who if decision.what_is_granted else "",
        reason=decision.reason,
        law=decision.law,
        on=dates.in_words(decision.decided_on),
    )


def _signature(signature) -> Said:
    no = _("%(who)s says no to its part of your budget, as it was. Your coordinator works on it with you.")
    if signature.is_part:
        no = _(
            "%(who)s says yes to some of what it was asked to pay, and no to the rest."
            " Your coordinator works on it with you."
        )
    said = _answer_about(
        signature,
        title=_("What was answered about your budget"),
        yes=_("%(who)s says yes to its part of your budget."),
        no=no,
        at=signature.signed_at,
    )
    return replace(said, lines=tuple(_lines_of(signature)))


def _lines_of(signature):
    agreed = funder_answers.lines_in_words(signature, agreed=True)
    refused = funder_answers.lines_in_words(signature, agreed=False)
    if agreed:
        yield _("It says yes to: %(lines)s.") % {"lines": "; ".join(agreed)}
    if refused:
        yield _("It says no to: %(lines)s.") % {"lines": "; ".join(refused)}


def _answer(answer) -> Said:
    return _answer_about(
        answer,
        title=_("What was answered about the change of your budget"),
        yes=_("%(who)s says yes to the change of your budget."),
        no=_("%(who)s says no to the change of your budget. Your budget stays as it is for now."),
        at=answer.answered_at,
    )


def _answer_about(answer, *, title, yes, no, at) -> Said:
    return Said(
        title=title,
        answer=(yes if answer.is_agreed else no) % {"who": answer.organisation.name},
        reason=answer.reason,
        on=dates.in_words(at),
        is_about_managing=True,
    )


SAYS = {EligibilityDecision: _eligibility, Signature: _signature, VariationAnswer: _answer}
