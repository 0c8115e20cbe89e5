"""The statement of resources of a site: which money there may be, for whom, and what there is without it.

It is written as a draft, for everybody or for one group, and published with a number. What was published
stays as it was, with the days on which it held.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import StatementOfResources, StatementStatus
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken

PARTS = (
    "what_is_included",
    "who_can_get_it",
    "who_cannot_and_why",
    "what_there_is_without_money",
    "who_to_ask",
)


class AlreadyPublished(RuleBroken):
    message = _("This one is published, so it stays as it is. Write the next one instead.")


class DraftThere(RuleBroken):
    message = _("There is a draft for this group already. Go on with that one.")


class PartsMissing(RuleBroken):
    message = _("Fill in every part first. People read all of it to know where they stand.")


def published(site, group=""):
    """Return the statement in force for one group of a site, or for everybody, or None."""
    standing = StatementOfResources.objects.filter(site=site, status=StatementStatus.PUBLISHED)
    return standing.filter(group=group).first()


def draft(site, group=""):
    """Return what is being written for one group of a site, or None."""
    written = StatementOfResources.objects.filter(site=site, group=group, status=StatementStatus.DRAFT)
    return written.first()


def kept(site):
    """Return every statement a site ever published, the newest first."""
    shown = StatementOfResources.objects.filter(site=site).exclude(status=StatementStatus.DRAFT)
    return shown.order_by("-published_at", "-pk")


@transaction.atomic
def begin(site, *, by, group="", **parts) -> StatementOfResources:
    """Begin a draft for ``group``, and never write over one that somebody else has begun.

    Raises:
        DraftThere
    """
    if draft(site, group) is not None:
        raise DraftThere
    return write(site, by=by, group=group, **parts)


@transaction.atomic
def write(site, *, by, group="", **parts) -> StatementOfResources:
    """Write the draft for ``group`` (blank: everybody): there is one at a time. ``parts`` as in ``PARTS``."""
    of_the_group = StatementOfResources.objects.select_for_update().filter(site=site, group=group)
    written = of_the_group.filter(status=StatementStatus.DRAFT).first()
    statement = written or StatementOfResources(site=site, group=group)
    for part in PARTS:
        setattr(statement, part, parts[part].strip())
    statement.written_by = by
    statement.save()
    audit.record(Act.WRITE_OFFER, statement, by=by)
    return statement


@transaction.atomic
def publish(statement, *, by) -> StatementOfResources:
    """Put a draft in force with the next number; the one before it is kept, dated.

    Raises:
        AlreadyPublished, PartsMissing
    """
    of_the_group = StatementOfResources.objects.select_for_update().filter(
        site_id=statement.site_id, group=statement.group
    )
    before = {one.pk: one for one in of_the_group}
    statement = before[statement.pk]
    if statement.status != StatementStatus.DRAFT:
        raise AlreadyPublished
    if not all(getattr(statement, part).strip() for part in PARTS):
        raise PartsMissing
    now = timezone.now()
    of_the_group.filter(status=StatementStatus.PUBLISHED).update(
        status=StatementStatus.REPLACED, replaced_at=now
    )
    statement.number = max(one.number for one in before.values()) + 1
    statement.status = StatementStatus.PUBLISHED
    statement.published_at, statement.published_by = now, by
    statement.save(update_fields=["number", "status", "published_at", "published_by"])
    audit.record(Act.WRITE_OFFER, statement, by=by, why=f"published {statement.number}")
    return statement
