"""A colleague asks for somebody: why, what to mind, and how the person agreed to be known there."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.introductions import asking, stepping
from peersupport.models import Introduction, IntroductionStatus, Route


class ReferralWithoutWhy(RuleBroken):
    message = _("Write why. Whoever receives it reads your words.")


class NoDraft(RuleBroken):
    message = _("This was sent or put away in the meantime.")


@transaction.atomic
def refer(person, *, by, service, why, risks="", wish="", how_given="", why_not_sought="") -> Introduction:
    """Ask for ``person`` to be introduced; ``how_given`` or ``why_not_sought`` says how they agreed.

    Raises:
        ReferralWithoutWhy, NotOpenToAsk, NotInYourArea, AlreadyAsked; of consent: CannotDecideSharing,
        TheyDecideThemselves
    """
    if not why.strip():
        raise ReferralWithoutWhy
    asking.check_may_be_asked(person, service)
    agreed = asking.agree(person, by=by, service=service, how_given=how_given, why_not_sought=why_not_sought)
    introduction = asking.create(
        person, by=by, service=service, agreed=agreed, **_words(why=why, risks=risks, wish=wish)
    )
    asking.sent(introduction, by=by, act=Act.REFER)
    return introduction


@transaction.atomic
def draft(person, *, by, service, why="", risks="", wish="") -> Introduction:
    """Keep a referral that is not sent yet. Nothing is shared, and nobody is told.

    Raises:
        NotOpenToAsk, NotInYourArea, AlreadyAsked
    """
    asking.check_may_be_asked(person, service)
    kept = Introduction.objects.create(
        site_id=person.site_id,
        person=person,
        service=service,
        status=IntroductionStatus.DRAFT,
        asked_at=timezone.now(),
        asked_by=by,
        **_words(why=why, risks=risks, wish=wish),
    )
    audit.record(Act.REFER, kept, by=by)
    return kept


@transaction.atomic
def change(introduction, *, by, why, risks="", wish="") -> Introduction:
    """Change the words of a referral that is not sent yet.

    Raises:
        NoDraft
    """
    kept = _draft(introduction)
    words = _words(why=why, risks=risks, wish=wish)
    for field, value in words.items():
        setattr(kept, field, value)
    kept.save(update_fields=list(words))
    audit.record(Act.REFER, kept, by=by)
    return kept


@transaction.atomic
def send(introduction, *, by, how_given="", why_not_sought="") -> Introduction:
    """Send a referral that was kept, with how the person agreed.

    Raises:
        NoDraft, ReferralWithoutWhy, NotOpenToAsk, NotInYourArea, AlreadyAsked, and what consent refuses
    """
    kept = _draft(introduction)
    if not kept.why:
        raise ReferralWithoutWhy
    asking.check_may_be_asked(kept.person, kept.service)
    agreed = asking.agree(
        kept.person, by=by, service=kept.service, how_given=how_given, why_not_sought=why_not_sought
    )
    with asking.once_for_each_service():
        step = stepping.move(
            kept,
            IntroductionStatus.ASKED,
            by=by,
            act=Act.REFER,
            consent=agreed,
            shared=agreed.in_words,
            asked_by=by,
            asked_at=timezone.now(),
        )
    asking.tell_navigators(step.introduction)
    return kept


@transaction.atomic
def discard(introduction, *, by) -> None:
    """Put away a referral that was never sent: nobody outside the care team has seen it.

    Raises:
        NoDraft
    """
    kept = _draft(introduction)
    audit.record(Act.REFER, kept, by=by)
    kept.delete()


def _draft(introduction):
    kept = Introduction.objects.select_for_update(of=["self"]).select_related("person", "service")
    kept = kept.filter(pk=introduction.pk, status=IntroductionStatus.DRAFT).first()
    if kept is None:
        raise NoDraft
    return kept


def _words(*, why, risks, wish):
    return {"route": Route.COLLEAGUE, "why": why.strip(), "risks": risks.strip(), "wish": wish.strip()}
