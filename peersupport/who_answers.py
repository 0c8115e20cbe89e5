"""Which navigators may answer somebody: those who may open the record, and who to ask where nobody may."""

from django.utils.translation import gettext as _

from people import todos
from people.models import Conflict, Restriction, RestrictionReader, Role, TodoKind, User


def navigators_for(row):
    """Return the navigators who may open the record of the person of ``row``, an introduction or a call.

    Never whoever is close to them; where only a few may open the record, those who are named.
    """
    here = User.objects.staying().holding(Role.NAVIGATOR, row.site_id)
    close = Conflict.objects.filter(person_id=row.person_id, ended_at=None).values("user_id")
    may = here.exclude(pk__in=close).exclude(person_id=row.person_id)
    if not is_restricted(row.person_id):
        return may
    named = RestrictionReader.objects.filter(
        restriction__person_id=row.person_id, restriction__lifted_at=None
    )
    return may.filter(pk__in=named.values("user_id"))


def is_restricted(person_id) -> bool:
    return Restriction.objects.filter(person_id=person_id, lifted_at=None).exists()


def ask_for_somebody(row) -> None:
    """Ask the managers who may open the record to name a navigator, or to arrange it with the coordinator."""
    todos.ask(
        row.person,
        TodoKind.ANSWER_LATE,
        key=f"no navigator may open:{row.public_id}",
        detail=_(
            "Only a few may open this record, and no navigator is named. Name one, or arrange it yourselves."
        ),
        role=Role.MANAGER,
    )
