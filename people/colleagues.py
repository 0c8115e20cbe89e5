"""The colleagues of a site at a glance: teams, roles, how many people each has, who is away."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import acting, dates
from people.acts import Act
from people.models import Allocation, Cover, Role, RoleAssignment, TeamMember, User


def sizes(site_id, workers=None) -> dict[int, int]:
    """Return how many people each worker of a site has: numbers alone, restricted records among them."""
    with acting.for_the_site("count caseloads", site_id=site_id):
        live = Allocation.objects.live().filter(site_id=site_id)
        if workers is not None:
            live = live.filter(worker__in=workers)
        return dict(live.order_by().values_list("worker_id").annotate(Count("pk")))


def coordinators(user, without=()) -> list[tuple[User, int]]:
    """Return the care coordinators of the site with the size of their caseload, by name."""
    here = User.objects.visible_to(user).staying().holding(Role.COORDINATOR, user.hat.site_id)
    found = here.exclude(pk__in=[one.pk for one in without])
    of_each = sizes(user.hat.site_id)
    return [(one, of_each.get(one.pk, 0)) for one in found.order_by("name", "pk")]


def teams(user) -> list[dict]:
    """Return the teams of the site, each with its colleagues; those in none come last. Six statements."""
    away, standing_in = cover_of(user)
    of_each = sizes(user.hat.site_id)
    by_user: dict[int, dict] = {}
    held = RoleAssignment.objects.live().filter(site_id=user.hat.site_id, user__is_active=True)
    for role in held.select_related("user").order_by("user__name", "user_id", "pk"):
        one = by_user.setdefault(role.user_id, {"user": role.user, "roles": []})
        one["roles"].append(role.get_role_display())
    teams_of = _teams_of(user)
    found: dict[str, list] = {}
    for pk, one in by_user.items():
        row = _row(one, of_each.get(pk, 0), away.get(pk), standing_in.get(pk, []))
        for team in teams_of.get(pk) or [""]:
            found.setdefault(team, []).append(row)
    named = sorted(found.items(), key=lambda team: (team[0] == "", team[0]))
    return [{"name": name or _("In no team"), "rows": rows} for name, rows in named]


def _teams_of(user):
    """Return, by colleague, the names of their teams."""
    members = TeamMember.objects.live().visible_to(user).order_by("team__name")
    found = {}
    for user_id, name in members.values_list("user_id", "team__name"):
        found.setdefault(user_id, []).append(name)
    return found


def cover_of(user):
    """Return, by colleague, the cover for each who is away (or soon will be), and what each stands in for."""
    live = Cover.objects.visible_to(user).filter(ends_on__gt=dates.today()).exclude(ends_on=F("starts_on"))
    away, standing_in = {}, {}
    for cover in live.select_related("away", "standing_in").order_by("starts_on", "pk"):
        away.setdefault(cover.away_id, cover)
        standing_in.setdefault(cover.standing_in_id, []).append(cover)
    return away, standing_in


def _row(one, people, away, standing_in):
    user = one["user"]
    return {
        "name": user.name,
        "url": reverse("colleague", args=[user.public_id]),
        "roles": ", ".join(one["roles"]),
        "people": people,
        "coordinates": people or Role.COORDINATOR.label in one["roles"],
        "words": [
            *([away_in_words(away)] if away else []),
            *(stands_in_words(cover) for cover in standing_in),
            *([_("Leaves on %(day)s.") % {"day": dates.in_words(user.leaves_on)}] if user.leaves_on else []),
        ],
    }


def away_in_words(cover) -> str:
    facts = {
        "name": cover.standing_in.name,
        "from": dates.in_words(cover.starts_on),
        "back": dates.in_words(cover.ends_on),
    }
    if cover.starts_on > dates.today():
        return _("Away from %(from)s, back on %(back)s. %(name)s will stand in.") % facts
    return _("Away, back on %(back)s. %(name)s stands in.") % facts


def stands_in_words(cover) -> str:
    facts = {
        "name": cover.away.name,
        "from": dates.in_words(cover.starts_on),
        "back": dates.in_words(cover.ends_on),
    }
    if cover.starts_on > dates.today():
        return _("Will stand in for %(name)s from %(from)s, until %(back)s.") % facts
    return _("Stands in for %(name)s until %(back)s.") % facts


def people_in_words(number) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


def history_of(person, user) -> list[dict]:
    """Return who has coordinated the support, the newest first: from when, until when, who decided."""
    found = Allocation.objects.permitting(Act.SEE_PERSON, user).filter(person=person)
    return [
        {
            "name": one.worker.name,
            "from": dates.in_words(one.starts_on),
            "until": dates.in_words(one.ends_on),
            "by": one.allocated_by.name if one.allocated_by else "",
        }
        for one in found.select_related("worker", "allocated_by").order_by("-starts_on", "-pk")
    ]


def covers_of(worker, covers) -> list[dict]:
    """Return who stands in for ``worker`` or whom they stand in for, now and to come, among ``covers``."""
    live = covers.filter(Q(away=worker) | Q(standing_in=worker), ends_on__gt=dates.today())
    live = live.exclude(ends_on=F("starts_on")).select_related("away", "standing_in")
    return [
        {
            "words": away_in_words(one) if one.away_id == worker.pk else stands_in_words(one),
            "public_id": one.public_id,
        }
        for one in live
    ]


def roles_of(worker, user) -> list[str]:
    """Return the roles of ``worker`` in the site of ``user``, in words."""
    held = worker.role_assignments.live().filter(site_id=user.hat.site_id)
    return [
        f"{role.get_role_display()}, {role.organisation}" if role.organisation else role.get_role_display()
        for role in held
    ]


def coordinates(worker, user) -> bool:
    held = worker.role_assignments.live().filter(site_id=user.hat.site_id)
    return held.filter(role=Role.COORDINATOR).exists()
