"""Two records of one person put together: proposed by one, decided by another, and taken apart again.

What is in the other record moves into the one that is kept, a group of rows that refer to each other at a
time: all of a group or none of it, so that no row ever refers to a row in another person's record. What the
database does not let go (a sealed plan), or what the kept record has already, stays where it is and can be
read there. Money never moves: of two records with money in both none is merged, and of two with money in one
that one is kept. A preview is the real thing, rolled back.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import todos
from people.acts import Act
from people.models import GONE, Allocation, Merge, Person, PersonStatus, Role, Todo, TodoKind, User
from people.same_person import Carried, carry, carry_back, has_any

_with_money: list[type] = []
# What the kept record takes over where it says nothing itself; what belongs together is taken together.
TAKEN_OVER = (
    ("nhs_number",),
    ("known_as",),
    ("pronounced",),
    ("phone",),
    ("email",),
    ("address", "postcode", "has_no_fixed_abode"),
    ("gp_practice",),
)


class NotTwoRecords(RuleBroken):
    message = gettext_lazy("Choose two records of this site that are both still in use.")


class AlreadyProposed(RuleBroken):
    message = gettext_lazy("Somebody has already asked whether these two are the same person.")


class BothHaveMoney(RuleBroken):
    message = gettext_lazy(
        "There is money in both records. Money of two records is never mixed: end one of the budgets first, "
        "and keep both records."
    )


class TheMoneyIsInTheOther(RuleBroken):
    message = gettext_lazy("There is money in the other record by now. Say no here and ask again.")


class TwoNhsNumbers(RuleBroken):
    message = gettext_lazy(
        "The NHS numbers differ, so these are two people. If one of the numbers is wrong, put it right first."
    )


class OneHasDied(RuleBroken):
    message = gettext_lazy(
        "One of the records says that the person has died. Put that right in one of them first."
    )


class BothSignIn(RuleBroken):
    message = gettext_lazy(
        "Both records have a sign-in. Ask the person which one they use. Your administrator switches the "
        "other one off and takes it out of its record."
    )


class DecidedAlready(RuleBroken):
    message = gettext_lazy("Somebody has already decided this.")


class ProposedByThemselves(RuleBroken):
    message = gettext_lazy("Two people decide this. Somebody else must look at what you asked.")


class NotMerged(RuleBroken):
    message = gettext_lazy("These records are not put together, so there is nothing to take apart.")


class KeptInAThird(RuleBroken):
    message = gettext_lazy("This record is itself kept in another one by now. Take that apart first.")


def never_moves(*models) -> None:
    """Say, from a room above, that rows of these models are money: they stay with their person for ever."""
    _with_money.extend(models)


def has_money(person) -> bool:
    return has_any(_with_money, person)


@transaction.atomic
def propose(person, other, *, by, reason) -> Merge:
    """Ask a manager whether two records are the same person; the one with money is the one to keep.

    Raises:
        NotTwoRecords, AlreadyProposed, TwoNhsNumbers, OneHasDied, BothHaveMoney, BothSignIn
    """
    with acting.for_the_site("look whether two records can be one", site_id=person.site_id):
        person, other = _locked(person, other)
        if has_money(other) and not has_money(person):
            person, other = other, person
        _check(person, other)
        same = Q(person=person, other=other) | Q(person=other, other=person)
        if Merge.objects.filter(same, merged_at=None, refused_at=None).exists():
            raise AlreadyProposed
        merge = Merge.objects.create(
            site_id=person.site_id, person=person, other=other, reason=reason, proposed_by=by
        )
        todos.ask(person, TodoKind.MERGE, key=_key(merge), role=Role.MANAGER, by=by)
        _written_down(Act.PROPOSE_MERGE, merge, by)
    return merge


def preview(merge) -> Carried:
    """Return what would move and what would stay: it is done, looked at and taken back.

    Raises:
        Whatever ``merge`` would refuse, but for who decides.
    """
    with acting.for_the_site("show what putting two records together would do", site_id=merge.site_id):
        moved = _put_together(Merge.objects.select_for_update().get(pk=merge.pk))
        transaction.set_rollback(True)  # of this block alone: a savepoint of the request
    return moved


@transaction.atomic
def merge(merge, *, by) -> Merge:
    """Put the other record into the one that is kept.

    Raises:
        DecidedAlready, ProposedByThemselves, TheMoneyIsInTheOther, and what ``propose`` refuses
    """
    with acting.for_the_site("put two records together", site_id=merge.site_id):
        merge = _undecided(merge)
        if merge.proposed_by_id == by.pk:
            raise ProposedByThemselves
        moved = _put_together(merge)
        merge.trail, merge.before = moved.trail, moved.before
        merge.merged_at, merge.merged_by = timezone.now(), by
        merge.save(update_fields=["trail", "before", "merged_at", "merged_by"])
        _settle(merge, by, gettext("Put together"))
        _written_down(Act.MERGE, merge, by)
    return merge


@transaction.atomic
def refuse(merge, *, by) -> Merge:
    """Say that the two records are two people, or stay apart.

    Raises:
        DecidedAlready
    """
    with acting.for_the_site("keep two records apart", site_id=merge.site_id):
        merge = _undecided(merge)
        merge.refused_at, merge.refused_by = timezone.now(), by
        merge.save(update_fields=["refused_at", "refused_by"])
        _settle(merge, by, gettext("Kept apart"))
        _written_down(Act.REFUSE_MERGE, merge, by)
    return merge


@transaction.atomic
def undo(merge, *, by) -> Merge:
    """Take the two records apart: every row that moved goes back, and what hangs on it since.

    Raises:
        NotMerged, KeptInAThird
        GrownTogether: something was written since that belongs to both.
    """
    with acting.for_the_site("take two records apart", site_id=merge.site_id):
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        if merge.merged_at is None or merge.undone_at is not None:
            raise NotMerged
        person, other = _locked(merge.person, merge.other)
        if person.status == PersonStatus.MERGED:
            raise KeptInAThird
        carry_back(merge.trail, person, other, never=_with_money)
        _as_before(merge.before, person, other)
        merge.undone_at, merge.undone_by = timezone.now(), by
        merge.save(update_fields=["undone_at", "undone_by"])
        _written_down(Act.UNDO_MERGE, merge, by)
    return merge


def _locked(person, other):
    """Return both records locked, in the order they were given."""
    pair = Person.objects.select_for_update().filter(pk__in=[person.pk, other.pk]).order_by("pk")
    found = {one.pk: one for one in pair}
    if len(found) < 2 or person.site_id != other.site_id:
        raise NotTwoRecords
    return found[person.pk], found[other.pk]


def _undecided(merge):
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.merged_at or merge.refused_at:
        raise DecidedAlready
    return merge


def _check(person, other):
    if person.status in GONE or other.status in GONE:
        raise NotTwoRecords
    if person.nhs_number and other.nhs_number:
        raise TwoNhsNumbers
    if (person.status == PersonStatus.DIED) != (other.status == PersonStatus.DIED):
        raise OneHasDied
    if has_money(other):
        raise BothHaveMoney if has_money(person) else TheMoneyIsInTheOther
    if User.objects.filter(person__in=[person, other]).count() == 2:
        raise BothSignIn


def _put_together(merge) -> Carried:
    """Move what can move, and return it together with what both records said before."""
    person, other = _locked(merge.person, merge.other)
    _check(person, other)
    before = {"status": other.status, **_end_allocation(other), **_move_sign_in(person, other)}
    moved = carry(other, person, never=[*_with_money, Merge])
    before["taken_over"] = _take_over(person, other)
    before["merged"] = list(Person.objects.filter(merged_into=other).values_list("pk", flat=True))
    Person.objects.filter(merged_into=other).update(merged_into=person)
    Person.objects.filter(pk=other.pk).update(status=PersonStatus.MERGED, merged_into=person)
    return moved._replace(before=before)


def _end_allocation(other):
    """End who coordinates the other record: the kept one has its own, or a manager gives it one."""
    live = Allocation.objects.filter(person=other, ends_on=None)
    ended = list(live.values_list("pk", flat=True))
    live.update(ends_on=dates.today())
    return {"ended": ended}


def _move_sign_in(person, other):
    user = User.objects.filter(person=other).first()
    User.objects.filter(person=other).update(person=person)
    return {"user": user and user.pk}


def _take_over(person, other):
    """Fill what the kept record leaves blank with what the other says; return it by field."""
    taken = {}
    for group in TAKEN_OVER:
        if not any(getattr(person, name) for name in group) and any(getattr(other, name) for name in group):
            taken |= {name: getattr(other, name) for name in group}
    if "nhs_number" in taken:
        Person.objects.filter(pk=other.pk).update(nhs_number=None)
    Person.objects.filter(pk=person.pk).update(**taken)
    return taken


def _as_before(before, person, other):
    """Put back what both records said, where nobody has changed it since."""
    taken = before["taken_over"]
    blank = {name: Person._meta.get_field(name).get_default() for name in taken}
    still = {name: blank[name] for name, words in taken.items() if getattr(person, name) == words}
    Person.objects.filter(pk=person.pk).update(**still)
    number = {"nhs_number": taken["nhs_number"]} if "nhs_number" in still else {}
    Person.objects.filter(pk=other.pk).update(status=before["status"], merged_into=None, **number)
    Person.objects.filter(pk__in=before["merged"]).update(merged_into=other)
    User.objects.filter(pk=before["user"], person=person).update(person=other)
    Allocation.objects.filter(pk__in=before["ended"]).update(ends_on=None)


def _key(merge):
    return f"merge-{merge.public_id}"


def _settle(merge, by, outcome):
    """Settle what was asked of a manager, unless somebody has by hand."""
    asked = Todo.objects.filter(person=merge.person, key=_key(merge), done_at=None).first()
    if asked is not None:
        todos.settle(asked, by=by, outcome=outcome)


def _written_down(act, merge, by):
    """Add the event to both records: whoever reads either of them finds it there."""
    audit.record(act, merge, by=by, why=merge.reason)
    audit.record(act, merge.other, by=by, why=merge.reason)
