"""What both sides say of how it went. Others read words only where the person and a manager agree."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport import figures
from peersupport.acts import Act
from peersupport.introductions import NotYoursToSay, Who, side_of
from peersupport.models import Feedback, Introduction, IntroductionStatus, Sides, SupportFigure

ONCE_BEGUN = (
    IntroductionStatus.ACCEPTED,
    IntroductionStatus.ACTIVE,
    IntroductionStatus.PAUSED,
    IntroductionStatus.ENDED,
    IntroductionStatus.STOPPED,
)
SCORES = {
    5: gettext_lazy("Very good"),
    4: gettext_lazy("Good"),
    3: gettext_lazy("So-so"),
    2: gettext_lazy("Not good"),
    1: gettext_lazy("Bad"),
}
SIDES = {Who.PERSON: Sides.PERSON, Who.NAVIGATOR: Sides.PROVIDER}
MOST_WORDS = 5


class NothingToSayYet(RuleBroken):
    message = gettext_lazy("It has not begun. Say how it went once you have been there.")


class NothingSaid(RuleBroken):
    message = gettext_lazy("Choose how it was, or write a few words.")


class SaidDifferently(RuleBroken):
    message = gettext_lazy("They have said it differently since you read it. Read it again first.")


class NotForOthers(RuleBroken):
    message = gettext_lazy("They did not agree that others read this.")


@transaction.atomic
def give(introduction, *, by, score=None, words="", may_be_shown=False) -> Feedback:
    """Say how it went, for the side that ``by`` is on; saying it again replaces what was said.

    Raises:
        NotYoursToSay, NothingSaid, NothingToSayYet
    """
    who, words = side_of(by), words.strip()
    if who not in SIDES:
        raise NotYoursToSay
    if score is None and not words:
        raise NothingSaid
    introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if introduction.status not in ONCE_BEGUN:
        raise NothingToSayYet
    said, _is_new = Feedback.objects.update_or_create(
        introduction=introduction,
        side=SIDES[who],
        defaults={
            "site_id": introduction.site_id,
            "person_id": introduction.person_id,
            "score": score,
            "words": words,
            "may_be_shown": bool(may_be_shown and words),
            "is_shown": False,
            "given_at": timezone.now(),
            "given_by": by,
        },
    )
    audit.record(Act.GIVE_FEEDBACK, said, by=by)
    return said


@transaction.atomic
def show(said, *, by, is_shown, read) -> Feedback:
    """Let everybody read what somebody said of an entry, without their name, or no longer.

    ``read`` is when that was said which ``by`` has read: other words are not shown unread.

    Raises:
        NotForOthers, SaidDifferently
    """
    said = Feedback.objects.select_for_update().get(pk=said.pk)
    if is_shown and not said.may_be_shown:
        raise NotForOthers
    if is_shown and said.given_at != read:
        raise SaidDifferently
    said.is_shown = is_shown
    said.save(update_fields=["is_shown"])
    audit.record(Act.SHOW_FEEDBACK, said, by=by)
    return said


def waiting(user):
    """Return what people allow others to read, the newest first: for whoever decides about it."""
    allowed = Feedback.objects.permitting(Act.SHOW_FEEDBACK, user).filter(may_be_shown=True)
    return allowed.select_related("introduction__service").order_by("is_shown", "-pk")


def said_of(service) -> dict:
    """Return what people who were there say of ``service``, for everybody: a sentence, and words.

    Nobody is named, and no row is read: the database gives counts and the words that are shown. How many
    liked it is said only where enough people have said something.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT told, liked, shown FROM app_said_of(%s)", [service.pk])
        number, good, words = cursor.fetchone()
    said = {"sentence": "", "words": words[:MOST_WORDS]}
    if number and number >= figures.value(SupportFigure.LEAST_TOLD, site_id=service.site_id):
        said["sentence"] = _("%(good)s of %(number)s people who went say it was good.") % {
            "good": good,
            "number": number,
        }
    return said
