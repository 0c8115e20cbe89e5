"""Which role somebody holds, where and until when: given and ended by administrators."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Role, RoleAssignment

OF_THE_PROGRAMME = (Role.PROGRAMME_ADMIN, Role.ANALYST)


class NotToYourself(RuleBroken):
    message = _("Nobody gives themselves a role or changes their own. Ask another administrator.")


class NotYoursToGive(RuleBroken):
    message = _("You may give roles of your own site only.")


class OrganisationOfAnotherSite(RuleBroken):
    message = _("Choose an organisation of the same site.")


class NotAFunder(RuleBroken):
    message = _("An approver signs for a funder. Choose one of the NHS, the council or education.")


class LastAdministrator(RuleBroken):
    message = _("%(site)s would have no administrator from that day. Give somebody else the role first.")


class RoleCannotChange(RuleBroken):
    message = _("A role that was given does not change. Set its last day, then give the new one.")


def check(assignment, *, by):
    """Raise unless ``by`` may give or end the role of ``assignment``.

    Raises:
        NotToYourself, NotYoursToGive, OrganisationOfAnotherSite, NotAFunder
    """
    if assignment.user_id is not None and assignment.user_id == by.pk:
        raise NotToYourself
    if by.hat.role == Role.SITE_ADMIN and (
        assignment.role in OF_THE_PROGRAMME or assignment.site_id != by.hat.site_id
    ):
        raise NotYoursToGive
    organisation = assignment.organisation
    if organisation is not None and organisation.site_id != assignment.site_id:
        raise OrganisationOfAnotherSite
    is_new = assignment.pk is None
    if is_new and assignment.role == Role.APPROVER and (organisation is None or organisation.funder is None):
        raise NotAFunder


@transaction.atomic
def grant(assignment, *, by) -> RoleAssignment:
    """Give a role: keep the new ``assignment``."""
    check(assignment, by=by)
    assignment.save(force_insert=True)
    audit.record(Act.GRANT_ROLE, assignment, by=by)
    return assignment


@transaction.atomic
def end(assignment, *, by, ends_on) -> RoleAssignment:
    """Set (or lift) the first day without the role; the rest of it never changes.

    Raises:
        RoleCannotChange: something else of it was changed too.
        LastAdministrator
    """
    before = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    kept = ("user_id", "role", "site_id", "organisation_id", "starts_on")
    if any(getattr(before, name) != getattr(assignment, name) for name in kept):
        raise RoleCannotChange
    check(before, by=by)
    if ends_on is not None:
        check_not_the_last(before, on=ends_on)
    before.ends_on = ends_on
    before.save(update_fields=["ends_on"])
    audit.record(Act.END_ROLE, before, by=by)
    return before


def reopen(assignment, *, by):
    """Let a role that was to end go on."""
    assignment.ends_on = None
    assignment.save(update_fields=["ends_on"])
    audit.record(Act.GRANT_ROLE, assignment, by=by, why="goes on")


def check_not_the_last(assignment, *, on):
    """Raise if the role of ``assignment`` is the last administrator's of its site on the day it ends.

    Raises:
        LastAdministrator
    """
    if assignment.role != Role.SITE_ADMIN:
        return
    others = RoleAssignment.objects.filter(role=Role.SITE_ADMIN, site_id=assignment.site_id)
    others = others.exclude(user_id=assignment.user_id).filter(Q(ends_on=None) | Q(ends_on__gt=on))
    staying = others.filter(Q(user__leaves_on=None) | Q(user__leaves_on__gt=on), user__is_active=True)
    if not staying.filter(starts_on__lte=on).exists():
        raise LastAdministrator(site=assignment.site.name)
