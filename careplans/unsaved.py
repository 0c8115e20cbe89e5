"""What somebody is typing about a person, kept a few seconds after they stop: nothing is lost with a session.

Only who typed it ever sees it. ``page`` names the form, the same way each time it is opened.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import UnsavedWords
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken

MOST_KEPT = 100_000


class TooMuchToKeep(RuleBroken):
    message = _("This is too much to keep while you type. Save it.")


@transaction.atomic
def keep(person, page, words, by) -> UnsavedWords:
    """Keep what ``by`` has typed so far: ``words`` maps each field to the list of its answers.

    That somebody began to type is written into the audit; each further word is not.

    Raises:
        TooMuchToKeep
    """
    if sum(len(one) for answers in words.values() for one in answers) > MOST_KEPT:
        raise TooMuchToKeep
    kept, is_new = UnsavedWords.objects.select_for_update().get_or_create(
        person=person,
        page=page,
        saved_by=by,
        defaults={"site_id": person.site_id, "words": words, "saved_at": timezone.now()},
    )
    if is_new:
        audit.record(Act.KEEP_UNSAVED, kept, by=by)
    elif kept.words != words:
        kept.words, kept.saved_at = words, timezone.now()
        kept.save(update_fields=["words", "saved_at"])
    return kept


def of(person, page, by) -> UnsavedWords | None:
    """Return what ``by`` typed in the form of ``page`` and has not saved, if there is something."""
    return UnsavedWords.objects.visible_to(by).filter(person=person, page=page).first()


def forget(person, page, by) -> None:
    """Let go of what was typed: it was saved, or thrown away."""
    UnsavedWords.objects.visible_to(by).filter(person=person, page=page).delete()
