"""Asking for a change or a review at any time: answered by a day, and what came of it is told."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import ChangeRequest, Review, ReviewStream, Wish
from careplans.reviews.clocks import open_review, practice_of
from ipc.kernel import audit, outbox
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from people import leaving
from people.models import Role

ASK_THEMSELVES = (Role.PERSON, Role.PARTNER)


class WhoAsked(RuleBroken):
    message = _("Write down who asked, and how they asked.")


@transaction.atomic
def ask_for_change(plan, *, by, words, wish=Wish.CHANGE, who="", how=""):
    """Ask for ``plan`` to be changed or reviewed; its next review is brought forward. Return the request.

    The person, family and partners ask themselves; a colleague writes down ``who`` asked and ``how``.

    Source: Care Act 2014 s27(1)(b), review on a reasonable request.

    Raises:
        HasDied, WhoAsked
    """
    person = plan.person
    leaving.refuse_after_death(person)
    if by.hat.role not in ASK_THEMSELVES and not (who.strip() and how):
        raise WhoAsked
    answer_by = today() + dt.timedelta(days=practice_of(person.site_id).answer_days)
    asked = ChangeRequest.objects.create(
        site_id=person.site_id,
        person=person,
        plan=plan,
        review=_due_by(person, answer_by),
        wish=wish,
        words=words,
        who=who.strip(),
        how=how,
        answer_due_on=answer_by,
        asked_at=timezone.now(),
        asked_by=by,
    )
    audit.record(Act.ASK_FOR_CHANGE, plan, by=by)
    outbox.add("careplans.tell_of_change_request", asked, key=f"change-request:{asked.pk}")
    return asked


def _due_by(person, day):
    """Return the open review of the plan, brought forward to ``day`` where it is later."""
    waiting = Review.objects.open().filter(person=person, stream=ReviewStream.PLAN).first()
    if waiting is None or waiting.due_on > day:
        waiting = open_review(person, stream=ReviewStream.PLAN, due_on=day)
    return waiting
