"""What is due to be deleted, in words, for the managers of a site."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import dates
from people import retention
from people.models import Disposal, LegalHold

AT_MOST = 100


def waiting(user) -> list[Disposal]:
    """Return what is due and not deleted yet, the longest due first, with whether it is on hold."""
    held = LegalHold.objects.filter(person=OuterRef("person"), lifted_at=None)
    rows = Disposal.objects.visible_to(user).filter(done_at=None).annotate(is_held=Exists(held))
    return list(rows.select_related("person", "rule", "approved_by", "released_by")[:AT_MOST])


def holds(user) -> list[LegalHold]:
    rows = LegalHold.objects.visible_to(user).filter(lifted_at=None)
    return list(rows.select_related("person", "set_by")[:AT_MOST])


def done(user) -> int:
    """Return how many records were deleted."""
    return Disposal.objects.visible_to(user).exclude(done_at=None).count()


def as_row(row, user) -> dict:
    """Return one record that is due, in words, and what ``user`` may do about it."""
    is_held = getattr(row, "is_held", None)
    if is_held is None:
        is_held = LegalHold.objects.filter(person_id=row.person_id, lifted_at=None).exists()
    step = "" if is_held or row.released_at else "release" if row.approved_at else "approve"
    return {
        "public_id": row.public_id,
        "person": row.person.name,
        "person_id": row.person.public_id,
        "rule": row.rule.words,
        "source": _source(row.rule),
        "due_on": dates.in_words(row.due_on),
        "state": _state(row, is_held),
        "step": "" if step == "release" and row.approved_by_id == user.pk else step,
    }


def _state(row, is_held):
    if is_held:
        return _("On hold: it is kept")
    if row.released_at:
        return _("Released, being deleted")
    if row.approved_at:
        return _("Approved by %(name)s. Another manager must release it.") % {"name": row.approved_by.name}
    return _("Nobody has decided yet")


def as_hold(held) -> dict:
    return {
        "public_id": held.public_id,
        "person": held.person.name,
        "reason": held.reason,
        "since": dates.in_words(held.set_at),
        "by": held.set_by.name if held.set_by else "",
    }


def rules_in_words() -> list[dict]:
    """Return the rules in force: what of, how long, and where it comes from."""
    return [
        {"what": rule.words, "how_long": _how_long(rule), "source": _source(rule)}
        for rule in retention.rules_in_force().values()
    ]


def _source(rule):
    """Return where a rule comes from; a default nobody has looked up yet is said to be one."""
    return rule.source.replace("[memory]", _("(not checked yet)"))


def _how_long(rule):
    if rule.until_age:
        return _("until the birthday at %(age)s, or at %(later)s for whoever was 17 at the end") % {
            "age": rule.until_age,
            "later": rule.until_age + 1,
        }
    words = ngettext("%(years)s year", "%(years)s years", rule.years) % {"years": rule.years}
    if rule.years_after_death:
        return _("%(long)s, or %(years)s years after the death if that is sooner") % {
            "long": words,
            "years": rule.years_after_death,
        }
    return words
