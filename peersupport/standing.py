"""Where an introduction stands, in a few words: for the person, and for colleagues."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.dates import in_words as day_in_words
from peersupport.models import Introduction, IntroductionStatus

FOR_COLLEAGUES = {
    IntroductionStatus.TRYING: gettext_lazy("Trying to reach the person"),
    IntroductionStatus.MATCHED: gettext_lazy("Somebody was found"),
    IntroductionStatus.STOPPED: gettext_lazy("Stopped coming"),
    IntroductionStatus.WITHDRAWN: gettext_lazy("The person changed their mind"),
    IntroductionStatus.UNREACHED: gettext_lazy("Could not be reached"),
}


def for_colleagues(status) -> str:
    """Return what a status says to whoever is not the person."""
    status = IntroductionStatus(status)
    return str(FOR_COLLEAGUES.get(status, status.label))


def in_words(introduction, *, to_person) -> str:
    """Return ``Going on, since Friday 4 December 2026``; once it is over, what came of it."""
    said = introduction.get_status_display() if to_person else for_colleagues(introduction.status)
    if introduction.outcome:
        said = f"{said}: {introduction.get_outcome_display().lower()}"
    return _("%(words)s, since %(day)s") % {"words": said, "day": since(introduction)}


def since(introduction) -> str:
    return day_in_words(introduction.status_since or introduction.asked_at)


def of_entries(person, user, *, to_person) -> dict:
    """Return ``{public id of an entry: how the newest introduction to it stands}`` for ``user``."""
    seen = Introduction.objects.visible_to(user).filter(person=person).select_related("service")
    newest = seen.order_by("service_id", "-pk").distinct("service_id")
    return {one.service.public_id: in_words(one, to_person=to_person) for one in newest}
