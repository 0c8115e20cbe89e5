"""Today: what needs a worker now, and their people, in one statement."""

from django.db.models import OuterRef, Q
from django.urls import reverse

from careplans.models import Review
from ipc.kernel import audit, dates
from ipc.kernel.paging import page_after
from ipc.programme import work
from people.acts import Act
from people.models import Allocation, InformationFormat, Person, PersonStatus, Role, Todo, TodoKind

MOST_OF_ONE = 200
A_PAGE = 50
MOST_LATE = 20
FIELDS = (
    "public_id",
    "given_name",
    "family_name",
    "known_as",
    "sort_name",
    "nhs_number",
    "status",
    "referred_on",
    *work.FACTS,
)
COLOURS = {
    PersonStatus.REFERRED: "yellow",
    PersonStatus.PLANNING: "plum",
    PersonStatus.SUPPORTED: "green",
}


def page(user, *, words="", stage="", after="") -> dict:
    """Return ``waiting`` (what needs ``user`` now), ``rows`` (their people) and ``more`` (the next page)."""
    if user.hat.role == Role.MANAGER:
        return _of_a_site(user, words, stage, after)
    return _of_one(user, words, stage)


def _of_one(user, words, stage):
    """A coordinator's people: all of them in one statement; filtered here, so that nothing due is hidden."""
    people = work.with_facts(Person.objects.permitting(Act.SEE_CASELOAD, user))
    found = list(people.order_by("sort_name", "pk").values(*FIELDS)[:MOST_OF_ONE])
    rows = [_row(one) for one in found]
    waiting = [row for row in rows if row["work"] and row["work"].is_mine]
    waiting += [{**row, "work": row["todo"], "work_url": row["todo_url"]} for row in rows if row["todo"]]
    return {
        "waiting": sorted(waiting, key=lambda row: row["work"].since),
        "rows": [row for row, one in zip(rows, found, strict=True) if _matches(one, words, stage)],
        "more": "",
    }


def _matches(one, words, stage):
    if one["status"] != stage if stage else one["status"] in work.OVER:
        return False
    typed = words.casefold().split()
    name = f"{one['given_name']} {one['family_name']} {one['known_as']} {one['nhs_number']}".casefold()
    digits = "".join(typed)
    return all(word in name for word in typed) or (digits.isdecimal() and digits in name)


def _of_a_site(user, words, stage, after):
    """A manager's site: a page of people at a time, and the reviews that are late.

    These are not the manager's own people, so each name shown counts as a look (docs/decisions/0008).
    """
    people = Person.objects.permitting(Act.SEE_CASELOAD, user).filter(_named(words))
    people = people.filter(status=stage) if stage else people.involved()
    people = work.with_facts(people).annotate(
        coordinator=Allocation.objects.live().filter(person=OuterRef("pk")).values("worker__name")[:1]
    )
    rows, more = page_after(people.values("pk", "site_id", *FIELDS, "coordinator"), after, A_PAGE)
    shown = [Person(pk=one["pk"], site_id=one["site_id"], public_id=one["public_id"]) for one in rows]
    audit.read_each(Act.SEE_CASELOAD, shown, by=user)
    waiting = sorted(_late_reviews(user) + _todos(user), key=lambda one: one["work"].since)
    return {"waiting": waiting, "rows": [_row(one) for one in rows], "more": more}


def _named(words):
    """Return the condition for a surname that begins with ``words``, or an NHS number: both have an index."""
    digits = "".join(words.split())
    if digits.isdecimal():
        return Q(nhs_number=digits)
    begins = words.strip().lower()
    return Q(sort_name__gte=begins, sort_name__lt=f"{begins}\U0010ffff") if begins else Q()


def _late_reviews(user):
    late = Review.objects.visible_to(user).open().filter(due_on__lt=dates.today()).order_by("due_on", "pk")
    found = late.values("due_on", "person__public_id", "person__given_name", "person__family_name")
    return [
        {
            "name": f"{one['person__given_name']} {one['person__family_name']}",
            "url": reverse("person", args=[one["person__public_id"]]),
            "work": work.review(one["due_on"]),
        }
        for one in found[:MOST_LATE]
    ]


def _todos(user):
    """Return what managers have to do about people of the site."""
    due = Todo.objects.visible_to(user).open().filter(role=Role.MANAGER).order_by("due_on", "pk")
    facts = ("public_id", "kind", "due_on", "person__public_id", "person__given_name", "person__family_name")
    return [
        {
            "name": f"{one['person__given_name']} {one['person__family_name']}",
            "url": reverse("person", args=[one["person__public_id"]]),
            "work": work.Work(str(TodoKind(one["kind"]).label), one["due_on"]),
        }
        for one in due.values(*facts)[:MOST_LATE]
    ]


def _row(one):
    step, todo = work.next_for(one), work.todo(one)
    state, weekly = work.money_in_words(one)
    review_on = one["review_on"]
    return {
        "name": f"{one['given_name']} {one['family_name']}",
        "known_as": one["known_as"],
        "url": reverse("person", args=[one["public_id"]]),
        "stage": PersonStatus(one["status"]).label,
        "colour": COLOURS.get(one["status"], "grey"),
        "work": step,
        "work_url": step.address(one) if step and not step.by_button else "",
        "todo": todo,
        "todo_url": todo.address(one) if todo else "",
        "review": dates.in_words(review_on),
        "is_late": bool(review_on and review_on < dates.today()),
        "money": state,
        "weekly": weekly,
        "coordinator": one.get("coordinator", ""),
        "format": _format(one["needs_format"]),
    }


def _format(needed):
    """Return the format that this person needs, where it is not the standard one."""
    is_usual = needed in (None, InformationFormat.STANDARD)
    return "" if is_usual else InformationFormat(needed).label
