"""What people say about themselves, under headings in their own words, and what works or does not."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import Observation, Statement, View
from ipc.kernel import audit
from ipc.kernel.errors import Changed, RuleBroken
from people import leaving
from people.models import Role


class NotYourView(RuleBroken):
    message = _("You can write down your own view, or the person's. Choose one of these.")


@transaction.atomic
def write(person, *, by, heading, words, helped_by="", revision=0):
    """Save the person's words under ``heading``; return the statement.

    ``revision`` is that of the words the writer started from, 0 where there were none.

    Raises:
        Changed: somebody else has written since; nothing is overwritten.
        HasDied
    """
    leaving.refuse_after_death(person)
    statement = Statement.objects.select_for_update().filter(person=person, heading=heading).first()
    if (statement.revision if statement else 0) != revision:
        raise Changed
    if statement is None:
        statement = Statement(site_id=person.site_id, person=person, heading=heading)
    statement.words, statement.helped_by = words, helped_by
    statement.revision = revision + 1
    statement.written_at, statement.written_by = timezone.now(), by
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError as error:  # two first writings at the same moment
        if "statement_one_per_heading" not in str(error):
            raise
        raise Changed from error
    audit.record(Act.WRITE_ABOUT_ME, statement, by=by)
    return statement


def views_of(by, person):
    """Return whose view ``by`` may write down about ``person``, their own first.

    A colleague of another organisation speaks for themselves alone.
    """
    if by.hat.role == Role.PARTNER:
        return [View.STAFF]
    if by.is_member_of_staff:
        return [View.STAFF, View.PERSON]
    return [View.PERSON] if by.person_id == person.pk else [View.FAMILY, View.PERSON]


@transaction.atomic
def observe(person, *, by, is_working, words, view=None):
    """Note something that is working or not working, in the view of ``by`` unless told otherwise.

    Raises:
        NotYourView: ``by`` may not speak in that view.
        HasDied
    """
    leaving.refuse_after_death(person)
    allowed = views_of(by, person)
    if view is not None and view not in allowed:
        raise NotYourView
    observation = Observation.objects.create(
        site_id=person.site_id,
        person=person,
        view=view or allowed[0],
        is_working=is_working,
        words=words,
        noted_at=timezone.now(),
        noted_by=by,
    )
    audit.record(Act.NOTE_OBSERVATION, observation, by=by)
    return observation
