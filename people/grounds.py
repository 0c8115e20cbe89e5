"""On what each right to act rests: what must be true before somebody may act by it, kind by kind.

They are different things, and none gives more than it is for (domain.md §2.2, §2.3, §8.4, §8.5).
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.errors import RuleBroken
from people import rules
from people.models import (
    Authority,
    AuthorityKind,
    AuthorityScope,
    CapacityAssessment,
    ChildCircumstance,
    DecisionTopic,
    Figure,
    Outcome,
    Relationship,
    RelationshipKind,
)
from people.models.sharing import AUTHORITY_SECTIONS, BY_SCOPE, SECTIONS_BY_SCOPE

# What somebody must be unable to decide for a right of this scope to hold.
WELFARE_TOPICS = (DecisionTopic.CARE, DecisionTopic.PLAN, DecisionTopic.HOME)
MONEY_TOPICS = (DecisionTopic.MONEY,)
# By right of being a parent: what ends or is stopped with it.
BY_PARENTHOOD = (AuthorityKind.PARENT, AuthorityKind.REPRESENTATIVE)
CLOSE_FAMILY = (
    RelationshipKind.PARENT,
    RelationshipKind.CHILD,
    RelationshipKind.PARTNER,
    RelationshipKind.SIBLING,
)


class OldEnoughToDecide(RuleBroken):
    message = _(
        "A parent's right to act ends when somebody turns %(age)s. From that day the young person decides, "
        "and may agree to share with the parent."
    )
    source = "DAPB3051 §7.2; SI 2013/1617 reg 2"


class TooYoungForThisRight(RuleBroken):
    message = _("This right to act is for people of %(age)s and over. Before, a parent acts.")
    source = "SI 2013/1617 reg 6; Mental Capacity Act 2005 ss2(5), 9(2); Care Act 2014 s32"


class OneScopeAtATime(RuleBroken):
    message = _(
        "Choose what the paper is for: health and care, or property and money. They are separate papers: "
        "write down each by itself."
    )
    source = "Mental Capacity Act 2005 s9(1)"


class CannotNotShown(RuleBroken):
    message = _(
        "This holds only while the person cannot decide it themselves. Choose the assessment that says so; "
        "it must be the newest on this."
    )
    source = "Mental Capacity Act 2005 ss11(7), 20(1); Care Act 2014 s32; SI 2013/1617 reg 5"


class PersonSaysHow(RuleBroken):
    message = _("Write down how the person agreed. Without their yes this right does not hold.")
    source = "SI 2013/1617 reg 6; Mental Capacity Act 2005 s9"


class NobodyCanName(RuleBroken):
    message = _(
        "The person cannot decide this now, and nobody acts for them about money. A nominee is named by the "
        "person or by their representative: write down the representative first."
    )
    source = "SI 2013/1617 reg 6"


class CheckNeeded(RuleBroken):
    message = _(
        "They are not close family and do not live with the person. They do not help with the care as a "
        "friend. An enhanced check with the barred list is needed first: enter the day it was seen, not "
        "after today."
    )
    source = "SI 2013/1617 reg 7"


class CircumstanceStands(RuleBroken):
    message = _(
        "Something about the child's situation stops this: %(what)s. It must be ended first, on a paper you "
        "have seen."
    )
    source = "DAPB3051 §7.4"


@dataclass(frozen=True)
class Grounds:
    """What a right to act is said to rest on. ``relationship`` is the holder's, in the person's circle."""

    kind: str
    relationship: Relationship
    scopes: tuple[str, ...] = ()
    assessment: CapacityAssessment | None = None
    how_agreed: str = ""
    checked_on: dt.date | None = None

    @property
    def sections(self):
        """Return what the holder may see: what the scope is for where there is one, else the kind's."""
        if self.kind in BY_SCOPE:
            return SECTIONS_BY_SCOPE[AuthorityScope(self.scopes[0])]
        return AUTHORITY_SECTIONS[AuthorityKind(self.kind)]


def check(person, grounds, *, starts_on) -> None:
    """Refuse grounds that do not hold for ``person``.

    Raises:
        OneScopeAtATime, OldEnoughToDecide, TooYoungForThisRight, CannotNotShown, PersonSaysHow,
        NobodyCanName, CheckNeeded, CircumstanceStands
    """
    if len(grounds.scopes) != (1 if grounds.kind in BY_SCOPE else 0):
        raise OneScopeAtATime
    _check_circumstances(person, grounds)
    by_kind = {
        AuthorityKind.PARENT: _parent,
        AuthorityKind.REPRESENTATIVE: _representative,
        AuthorityKind.NOMINEE: _nominee,
        AuthorityKind.ATTORNEY: _attorney,
        AuthorityKind.DEPUTY: _deputy,
        AuthorityKind.AUTHORISED: _authorised,
    }
    if grounds.kind in by_kind:
        by_kind[AuthorityKind(grounds.kind)](person, grounds, starts_on)


def turns(person, figure) -> dt.date:
    """Return the day on which ``person`` reaches the age that ``figure`` names."""
    return rules.birthday(person.born_on, rules.value(figure, site_id=person.site_id))


def ends_with_childhood(person, grounds) -> dt.date | None:
    """Return the first day without a right that rests on somebody being a child, else None."""
    if grounds.kind not in BY_PARENTHOOD or grounds.assessment is not None:
        return None
    return turns(person, Figure.PARENT_UNTIL)


def cannot_decide(person, topics) -> bool:
    """Return whether the newest assessment on one of ``topics`` says that ``person`` cannot decide it."""
    now = CapacityAssessment.objects.live().filter(person=person, topic__in=topics)
    return now.filter(outcome=Outcome.CANNOT).exists()


def needs_check(relationship) -> bool:
    """Return whether a nominee or representative needs an enhanced check before the body agrees (reg 7)."""
    is_friend_who_cares = relationship.kind == RelationshipKind.CARER or relationship.is_carer
    is_close = relationship.kind in CLOSE_FAMILY or relationship.lives_with_person or is_friend_who_cares
    return not is_close


def _check_circumstances(person, grounds):
    about_them = Q(about=grounds.relationship)
    if grounds.kind in BY_PARENTHOOD:
        about_them |= Q(about=None)
    found = ChildCircumstance.objects.stopping().filter(about_them, person=person).first()
    if found is not None:
        raise CircumstanceStands(what=found.get_kind_display())


def _parent(person, _grounds, starts_on):
    ends_on = turns(person, Figure.PARENT_UNTIL)
    if dates.today() >= ends_on or starts_on >= ends_on:
        raise OldEnoughToDecide(age=rules.value(Figure.PARENT_UNTIL, site_id=person.site_id))


def _representative(person, grounds, starts_on):
    """For a child under 16, or for somebody who cannot decide about this (SI 2013/1617 regs 4, 5)."""
    day = max(starts_on, dates.today())
    if day >= turns(person, Figure.SIXTEEN_DECIDES) or grounds.assessment is not None:
        _show(person, grounds.assessment, (*MONEY_TOPICS, *WELFARE_TOPICS))
    _check_seen(grounds)


def _nominee(person, grounds, _starts_on):
    """Named by somebody of 16 or over who can decide it, or by who acts for them (SI 2013/1617 reg 6)."""
    acts_for_them = Authority.objects.handling_the_money().filter(person=person)
    if not acts_for_them.exclude(kind=AuthorityKind.NOMINEE).exists():
        _old_enough(person, Figure.SIXTEEN_DECIDES)
        if cannot_decide(person, MONEY_TOPICS):
            raise NobodyCanName
    if not grounds.how_agreed:
        raise PersonSaysHow


def _attorney(person, grounds, _starts_on):
    """About health and care only while the person cannot decide; about money also with their own yes."""
    _old_enough(person, Figure.ADULT_FROM)
    if AuthorityScope.WELFARE in grounds.scopes:
        _show(person, grounds.assessment, WELFARE_TOPICS)
    elif grounds.assessment is not None:
        _show(person, grounds.assessment, MONEY_TOPICS)
    elif not grounds.how_agreed:
        raise PersonSaysHow


def _deputy(person, grounds, _starts_on):
    """Never about what the person can decide themselves (Mental Capacity Act 2005 s20(1))."""
    _old_enough(person, Figure.SIXTEEN_DECIDES)
    topics = WELFARE_TOPICS if AuthorityScope.WELFARE in grounds.scopes else MONEY_TOPICS
    _show(person, grounds.assessment, topics)


def _authorised(person, grounds, _starts_on):
    """For an adult who cannot decide about a direct payment (Care Act 2014 s32)."""
    _old_enough(person, Figure.ADULT_FROM)
    _show(person, grounds.assessment, MONEY_TOPICS)


def _old_enough(person, figure):
    if dates.today() < turns(person, figure):
        raise TooYoungForThisRight(age=rules.value(figure, site_id=person.site_id))


def _show(person, assessment, topics):
    """Refuse unless ``assessment`` is the newest on one of ``topics`` and says that they cannot decide."""
    if assessment is None:
        raise CannotNotShown
    now = CapacityAssessment.objects.live().filter(person=person, topic__in=topics, outcome=Outcome.CANNOT)
    if not now.filter(pk=assessment.pk).exists():
        raise CannotNotShown


def _check_seen(grounds):
    seen = grounds.checked_on is not None and grounds.checked_on <= dates.today()
    if needs_check(grounds.relationship) and not seen:
        raise CheckNeeded
