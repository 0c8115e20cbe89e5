"""Who stands in while a care coordinator is away: from a day until a day, and no longer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Cover, Role, User

LONGEST_DAYS = 366


class OnlyCoordinatorsCover(RuleBroken):
    message = _("Choose two care coordinators of this site.")


class NobodyCoversThemselves(RuleBroken):
    message = _("Choose somebody else to stand in.")


class CoverEndsTooSoon(RuleBroken):
    message = _("The first day back must be after the first day away, and after today.")


class CoverTooLong(RuleBroken):
    message = _("Cover lasts a year at most. Move the people to somebody else instead.")


class AlreadyCovered(RuleBroken):
    message = _("%(name)s already stands in on some of these days. End that first.")


class CoverOver(RuleBroken):
    message = _("This has ended already.")


@transaction.atomic
def arrange(away, *, standing_in, by, starts_on, ends_on) -> Cover:
    """Let ``standing_in`` see the people of ``away`` from one day until the day before ``ends_on``.

    It is in the site of whoever arranges it. Standing in is never passed on, and never opens a record
    that few may open.

    Raises:
        OnlyCoordinatorsCover, NobodyCoversThemselves, CoverEndsTooSoon, CoverTooLong, AlreadyCovered
    """
    site_id = by.hat.site_id
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=[away.pk, standing_in.pk]).order_by("pk"))
    _check_who(away, standing_in, site_id, ends_on)
    _check_when(away, site_id, starts_on, ends_on)
    cover = Cover.objects.create(
        site_id=site_id,
        away=away,
        standing_in=standing_in,
        starts_on=starts_on,
        ends_on=ends_on,
        arranged_by=by,
    )
    audit.record(Act.ARRANGE_COVER, cover, by=by)
    return cover


def _check_who(away, standing_in, site_id, ends_on):
    if away.pk == standing_in.pk:
        raise NobodyCoversThemselves
    for worker in (away, standing_in):
        if not worker.role_assignments.live().filter(role=Role.COORDINATOR, site_id=site_id).exists():
            raise OnlyCoordinatorsCover
        if worker.is_gone() or (worker.leaves_on and worker.leaves_on < ends_on):
            raise OnlyCoordinatorsCover


def _check_when(away, site_id, starts_on, ends_on):
    if ends_on <= max(starts_on, dates.today()):
        raise CoverEndsTooSoon
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise CoverTooLong
    same_days = Cover.objects.filter(site_id=site_id, away=away, starts_on__lt=ends_on, ends_on__gt=starts_on)
    before = same_days.select_related("standing_in").exclude(ends_on__lte=dates.today()).first()
    if before is not None:
        raise AlreadyCovered(name=before.standing_in.name)


@transaction.atomic
def end(cover, *, by) -> Cover:
    """End it from today; one that has not begun never does.

    Raises:
        CoverOver
    """
    cover = Cover.objects.select_for_update().get(pk=cover.pk)
    today = dates.today()
    if cover.ends_on <= today or cover.ends_on == cover.starts_on:
        raise CoverOver
    cover.ends_on = max(today, cover.starts_on)
    cover.save(update_fields=["ends_on"])
    audit.record(Act.ARRANGE_COVER, cover, by=by, why="ended")
    return cover
