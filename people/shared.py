"""What a person shares now, and what they shared before: consents and links in words, for their pages."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ipc.kernel import dates
from people.models import Consent, ConsentPurpose, Section, ShareLink

LONGEST = 100


def consents(user, person) -> tuple[list[dict], list[dict]]:
    """Return ``(in force, over)``: what ``user`` may read of what ``person`` agreed to, the newest first."""
    found = Consent.objects.visible_to(user).filter(person=person).order_by("-given_at", "-pk")
    rows = found.select_related("user", "relationship", "organisation", "given_by", "withdrawn_by")
    now: list[dict] = []
    before: list[dict] = []
    for one in rows[:LONGEST]:
        over = one.withdrawn_at or (one.ends_on and one.ends_on <= dates.today())
        (before if over else now).append(_consent(one))
    return now, before


def _consent(one):
    return {
        "public_id": one.public_id,
        "reader": str(one.reader),
        "purpose": one.get_purpose_display(),
        "is_evaluation": one.purpose == ConsentPurpose.EVALUATION,
        "sections": [section.label for section in one.parts],
        "since": dates.in_words(one.given_at),
        "by": one.given_by.name if one.given_by else "",
        "how": str(one.how),
        "is_their_own_yes": not one.why_not_sought,
        "until": dates.in_words(one.ends_on),
        "ended": _ended(one.withdrawn_at, one.withdrawn_by, one.ends_on),
    }


def evaluation(user, person) -> dict | None:
    """Return the person's yes to the evaluation, if they said yes and ``user`` may read it."""
    given = Consent.objects.visible_to(user).live().filter(person=person, purpose=ConsentPurpose.EVALUATION)
    one = given.select_related("given_by").first()
    return one and _consent(one)


def links(user, person) -> tuple[list[dict], list[dict]]:
    """Return ``(live, over)``: what ``user`` may read of the links ``person`` shared, the newest first."""
    found = ShareLink.objects.visible_to(user).filter(person=person).select_related("withdrawn_by")
    now: list[dict] = []
    before: list[dict] = []
    for one in found.order_by("-pk")[:LONGEST]:
        over = one.withdrawn_at or one.expires_at <= timezone.now()
        (before if over else now).append(_link(one))
    return now, before


def _link(one):
    shown = [Section(section).label for section in one.sections if section != Section.IDENTITY]
    return {
        "public_id": one.public_id,
        "reader": one.reader,
        "sections": shown,
        "since": dates.in_words(one.made_at),
        "until": dates.moment_in_words(one.expires_at),
        "opened": dates.moment_in_words(one.first_opened_at),
        "ended": _ended(one.withdrawn_at, one.withdrawn_by, one.expires_at),
    }


def _ended(withdrawn_at, withdrawn_by, ends):
    if withdrawn_at is None:
        return _("Ended on %(day)s.") % {"day": dates.in_words(ends)} if ends else ""
    facts = {"day": dates.in_words(withdrawn_at), "who": withdrawn_by.name if withdrawn_by else ""}
    if withdrawn_by is None:
        return _("Stopped on %(day)s.") % facts
    return _("Stopped on %(day)s by %(who)s.") % facts
