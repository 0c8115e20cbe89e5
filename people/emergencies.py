"""Opening a record beyond one's own people in an emergency: with a reason, for a few hours, and reviewed.

Both walls let exactly this worker in until the moment it ends (people.scopes; ``app_caseload`` and
``app_withheld`` in PostgreSQL), and every event done under it names it (ipc.kernel.audit).
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, letters, outbox, working_days
from ipc.kernel.errors import RuleBroken
from ipc.kernel.paging import page_after
from people import attempts, exactly, notices, rules, scopes, todos
from people.acts import Act
from people.models import EmergencyOpening, Figure, Person, Role, Todo, TodoKind, User
from people.models.guarding import FEWEST_LETTERS

MOST_WAITING = 100


class SayWhy(RuleBroken):
    message = _("Say why in at least %(letters)s letters: somebody will read it.")


class NobodyFound(RuleBroken):
    message = _(
        "There is nobody here whom you may open with exactly this. Check each letter and number, or call "
        "your manager."
    )


class MoreThanOne(RuleBroken):
    message = _("More than one person has this name and birthday. Use the NHS number.")


class AlreadyOpenToYou(RuleBroken):
    message = _("You may open this record already. Look for it under Today.")


class TooManyToday(RuleBroken):
    message = _("You have opened %(most)s records in an emergency today. Call your manager.")


class AlreadyOver(RuleBroken):
    message = _("This is over already.")


class NotYourOwnReview(RuleBroken):
    message = _("Another manager looks at this: it was you who opened the record.")


class AlreadyReviewed(RuleBroken):
    message = _("Another manager has looked at this already.")


@transaction.atomic
def open_record(
    *, by, code, reason, nhs_number="", given_name="", family_name="", born_on=None
) -> EmergencyOpening:
    """Let ``by`` open the one record of their site that this is exactly, for the hours the rule gives.

    The person is told, and so are the managers. Whoever calls this has just made sure that it is ``by``.

    Raises:
        SayWhy, TooManyToday, NobodyFound, MoreThanOne, AlreadyOpenToYou
    """
    if sum(letter.isalpha() for letter in reason) < FEWEST_LETTERS:
        raise SayWhy(letters=FEWEST_LETTERS)
    asked = {"nhs_number": nhs_number, "given_name": given_name}
    asked |= {"family_name": family_name, "born_on": born_on}
    seen = {person.pk for person in _seen(by, asked)}
    with acting.for_the_site("open a record in an emergency", site_id=by.hat.site_id):
        User.objects.select_for_update(of=["self"]).get(pk=by.pk)
        _check_how_many(by)
        person = _the_one(by, asked)
        if person.pk in seen:
            raise AlreadyOpenToYou
        hours = rules.value(Figure.EMERGENCY_HOURS, site_id=person.site_id)
        opening = EmergencyOpening.objects.create(
            site_id=person.site_id,
            person=person,
            user=by,
            code=code,
            reason=reason,
            opened_by=by,
            ends_at=timezone.now() + dt.timedelta(hours=hours),
        )
        audit.record(Act.OPEN_IN_EMERGENCY, opening, by=by)
        _tell(opening, by)
    return opening


def _seen(by, asked):
    found = exactly.matching(site_id=by.hat.site_id, **asked)
    return Person.objects.visible_to(by).filter(pk__in=[person.pk for person in found])


def _check_how_many(by):
    most = rules.value(Figure.EMERGENCIES_A_DAY, site_id=by.hat.site_id)
    began = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if EmergencyOpening.objects.filter(user=by, opened_at__gte=began).count() >= most:
        raise TooManyToday(most=most)


def _the_one(by, asked):
    """Return the person; one's own record and those of the close are answered as if nobody were found."""
    found = exactly.matching(site_id=by.hat.site_id, **asked)
    if len(found) > 1:
        raise MoreThanOne
    if not found:
        raise NobodyFound
    if Person.objects.filter(scopes.close_to(by, "pk"), pk=found[0].pk).exists():
        attempts.remember(found[0], why=str(_("in an emergency")))
        raise NobodyFound
    return found[0]


def _tell(opening, by):
    days = rules.value(Figure.EMERGENCY_REVIEW_DAYS, site_id=opening.site_id)
    todos.ask(
        opening.person,
        TodoKind.EMERGENCY,
        key=_key(opening),
        due_on=working_days.after(dates.today(), days),
        role=Role.MANAGER,
        by=by,
    )
    notices.tell(
        opening.person,
        "record_opened",
        key=_key(opening),
        facts={"link": letters.link("my_record_of_looks")},
        by=by,
    )
    outbox.add("people.tell_of_emergency", opening, key=_key(opening))


def _key(opening):
    return f"emergency:{opening.public_id}"


def tell_managers(opening_id):
    """Write to the site's managers that there is something to look at; runs as a job of its site."""
    opening = EmergencyOpening.objects.get(pk=opening_id)
    if opening.reviewed_at:
        return
    managers = User.objects.staying().holding(Role.MANAGER, opening.site_id)
    for manager in managers.exclude(pk=opening.user_id):
        words = {"first_name": manager.first_name, "link": letters.link("emergencies")}
        letters.send("emergency_opened", words, manager.email)


def listed(user, *, after=""):
    """Return ``(those to look at, those looked at, token of the next page)``; the first only on page one."""
    seen = EmergencyOpening.objects.visible_to(user).select_related("user", "reviewed_by")
    seen = seen.annotate(**exactly.NAMED, newest_first=-F("pk"))
    waiting = [] if after else list(seen.filter(reviewed_at=None).order_by("pk")[:MOST_WAITING])
    done, more = page_after(seen.exclude(reviewed_at=None), after, size=25, fields=("newest_first",))
    return waiting, done, more


def name_of(opening) -> str:
    """Return whose record it is, or nothing where the database does not show the reader."""
    return EmergencyOpening.objects.filter(pk=opening.pk).values_list(exactly.NAMED["name"]).get()[0]


def note_looks(openings, *, by):
    """Write down that ``by`` looked at emergency openings, also where they may not see the record itself."""
    with acting.for_the_site("write down looks at emergency openings", site_id=by.hat.site_id):
        audit.read_each(Act.SEE_RESTRICTION, openings, by=by)


def person_of(public_id, user) -> Person:
    """Return the person whose record ``user`` opened."""
    return Person.objects.visible_to(user).get(emergencyopenings__public_id=public_id)


def running(user, person) -> EmergencyOpening | None:
    """Return the emergency opening by which ``user`` reads ``person``; no query where they have none."""
    if not getattr(user, "emergency_until", None):
        return None
    return EmergencyOpening.objects.live().filter(user=user, person=person).first()


@transaction.atomic
def close(opening, *, by) -> EmergencyOpening:
    """End one's own emergency opening before its time.

    Raises:
        AlreadyOver
    """
    with acting.for_the_site("end an emergency opening", site_id=opening.site_id):
        opening = EmergencyOpening.objects.select_for_update(of=["self"]).get(pk=opening.pk)
        if opening.closed_at or opening.ends_at <= timezone.now():
            raise AlreadyOver
        _close(opening, by)
        opening.save(update_fields=["closed_at", "closed_by"])
        audit.record(Act.CLOSE_EMERGENCY, opening, by=by)
    return opening


def _close(opening, by):
    opening.closed_at, opening.closed_by = timezone.now(), by


@transaction.atomic
def review(opening, *, by, was_right, review) -> EmergencyOpening:
    """Write down whether opening the record was right; one that still runs and was not right ends at once.

    Raises:
        NotYourOwnReview, AlreadyReviewed
    """
    with acting.for_the_site("review an emergency opening", site_id=opening.site_id):
        opening = EmergencyOpening.objects.select_for_update(of=["self"]).get(pk=opening.pk)
        if opening.user_id == by.pk:
            raise NotYourOwnReview
        if opening.reviewed_at:
            raise AlreadyReviewed
        opening.was_right, opening.review = was_right, review
        opening.reviewed_at, opening.reviewed_by = timezone.now(), by
        if not was_right and not opening.closed_at:
            _close(opening, by)
        opening.save()
        audit.record(Act.REVIEW_EMERGENCY, opening, by=by)
        asked = Todo.objects.open().filter(person_id=opening.person_id, key=_key(opening)).first()
        if asked is not None:
            todos.settle(asked, by=by, outcome=review[:300])
    return opening
