"""Who takes part in a conversation besides the care team."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from people.models import Authority, Consent, Section, User


class NobodyReadsIt(RuleBroken):
    message = _("Nobody signs in here to read this. Call them, or write a letter instead.")


class NotAReader(RuleBroken):
    message = _("They cannot read messages here. Choose somebody from the list.")


class Readers(NamedTuple):
    """Those who can read messages about a person: the person's own sign-in, who decides, who helps."""

    own: User | None
    deciders: list[User]
    helpers: list[User]

    @property
    def together(self):
        """Those who read a conversation with nobody else: the person, and who decides by right."""
        return [*([self.own] if self.own else []), *self.deciders]

    @property
    def all(self):
        return [*self.together, *self.helpers]


def whom_to_write_to(person) -> Readers:
    """Return those who sign in and may read messages about ``person``: three queries."""
    own = User.objects.filter(person=person, is_active=True).first()
    right = Authority.objects.deciding_the_plan().filter(person=person)
    shared = {"person": person, "sections__contains": [Section.PLAN]}
    given = [*Authority.objects.live().filter(**shared).order_by().values_list("holder_id", flat=True)]
    given += Consent.objects.live().filter(user__isnull=False, **shared).values_list("user_id", flat=True)
    deciding = set(right.order_by().values_list("holder_id", flat=True))
    found = User.objects.filter(pk__in={*given, *deciding}, is_active=True).order_by("name", "pk")
    others = [user for user in found if own is None or user.pk != own.pk]
    return Readers(
        own,
        [user for user in others if user.pk in deciding],
        [user for user in others if user.pk not in deciding],
    )


def of_conversation(conversation) -> list[User]:
    """Return those who read ``conversation`` now, the care team left out."""
    readers = whom_to_write_to(conversation.person)
    if conversation.with_user_id is None:
        return readers.together
    alone = [user for user in readers.all if user.pk == conversation.with_user_id]
    if conversation.is_private or not readers.own or readers.own in alone:
        return alone
    return [readers.own, *alone]


def of_the_team_only(conversation, user) -> bool:
    """Whether besides the care team nobody but ``user`` reads it."""
    return conversation.is_private and conversation.with_user_id == user.pk


def decides(person, user) -> bool:
    """Whether ``user`` is the person, or decides for them by right."""
    right = Authority.objects.deciding_the_plan().filter(holder=user, person=person)
    return user.person_id == person.pk or right.exists()
