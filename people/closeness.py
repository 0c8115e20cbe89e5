"""That a colleague is close to somebody: they never open that record as staff.

Whoever says so learns nothing: the answer is the same whether there is such a record here or not.
"""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.paging import page_after
from people import exactly
from people.acts import Act
from people.models import Allocation, Conflict, User


class AlreadyEnded(RuleBroken):
    message = _("This has ended already.")


@transaction.atomic
def declare(*, by, nhs_number="", given_name="", family_name="", born_on=None) -> User:
    """Keep ``by`` from whoever in their site this is exactly; return ``by``, found or not."""
    site_id = by.hat.site_id
    with acting.for_the_site("keep somebody from a record they must not open", site_id=site_id):
        found = exactly.matching(
            site_id=site_id,
            nhs_number=nhs_number,
            given_name=given_name,
            family_name=family_name,
            born_on=born_on,
        )
        for person in found:
            conflict, is_new = Conflict.objects.get_or_create(
                person=person, user=by, ended_at=None, defaults={"site_id": site_id, "declared_by": by}
            )
            if is_new:
                audit.record(Act.DECLARE_CONFLICT, conflict, by=by)
    return by


def listed(user, *, after=""):
    """Return ``(those that hold, token of the next page)``; ``is_coordinator`` where it is theirs."""
    theirs = Allocation.objects.live().filter(person=OuterRef("person_id"), worker=OuterRef("user_id"))
    held = Conflict.objects.visible_to(user).filter(ended_at=None).select_related("user")
    held = held.annotate(**exactly.NAMED, is_coordinator=Exists(theirs), newest_first=-F("pk"))
    return page_after(held, after, fields=("newest_first",))


@transaction.atomic
def end(conflict, *, by) -> Conflict:
    """Let the colleague open the record again as far as their role goes.

    Raises:
        AlreadyEnded
    """
    with acting.for_the_site("end what keeps a colleague from a record", site_id=conflict.site_id):
        conflict = Conflict.objects.select_for_update(of=["self"]).get(pk=conflict.pk)
        if conflict.ended_at:
            raise AlreadyEnded
        conflict.ended_at, conflict.ended_by = timezone.now(), by
        conflict.save(update_fields=["ended_at", "ended_by"])
        audit.record(Act.END_CONFLICT, conflict, by=by)
    return conflict
