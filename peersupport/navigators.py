"""Community navigators: what people read of them, and whether an area has any. Not every area does."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import Navigator, NavigatorOffer
from people.models import Organisation, Role, RoleAssignment, User


class NotANavigator(RuleBroken):
    message = _("Only somebody who works as a community navigator here can be shown as one.")


class SomebodyElsesProfile(RuleBroken):
    message = _("These are the words of a colleague. Ask them, or a manager, to change them.")


@transaction.atomic
def keep(user, *, by, site, words, districts, skills, languages, most_people, is_taking) -> Navigator:
    """Write what people read of the navigator ``user`` in ``site``: their own words, or by a manager.

    Raises:
        NotANavigator, SomebodyElsesProfile
    """
    if not _works_here(user, site.pk):
        raise NotANavigator
    if by is not None and by.pk != user.pk and by.hat.role != Role.MANAGER:
        raise SomebodyElsesProfile
    profile = own_profile(user, site.pk)
    profile.words, profile.most_people, profile.is_taking = words.strip(), most_people, is_taking
    profile.districts = tidy(one.upper().replace(" ", "") for one in districts)
    profile.skills, profile.languages = tidy(skills), tidy(languages)
    profile.save()
    audit.record(Act.KEEP_NAVIGATOR, profile, by=by)
    return profile


def tidy(words) -> list[str]:
    """Return each of ``words`` once, without what is empty, in the order they came."""
    return list(dict.fromkeys(one.strip() for one in words if one.strip()))


def own_profile(user, site_id) -> Navigator:
    """Return what is written about a navigator, locked; an empty one where nothing is yet."""
    profile, _is_new = Navigator.objects.select_for_update(of=("self",)).get_or_create(
        site_id=site_id, user=user
    )
    return profile


def here(site) -> list[Navigator]:
    """Return those who work as navigators in ``site`` today and whom anybody may read about."""
    working = User.objects.staying().holding(Role.NAVIGATOR, site.pk).values("pk")
    known = Navigator.objects.filter(site=site, user__in=working).exclude(words="")
    return list(known.select_related("user").order_by("-is_taking", "user__name", "pk"))


def offer_of(site) -> NavigatorOffer | None:
    """Return what ``site`` says about its navigators, None where it says nothing."""
    return NavigatorOffer.objects.filter(site=site).first()


def organisation_of(site_id) -> Organisation | None:
    """Return whom the navigators of a site work for, None where there are no navigators to ring.

    What is shared for a call is shared with this organisation.
    """
    offer = NavigatorOffer.objects.filter(site_id=site_id).first()
    if offer is not None and not offer.is_offered:
        return None
    held = RoleAssignment.objects.live().filter(role=Role.NAVIGATOR, site_id=site_id, user__is_active=True)
    first = held.exclude(organisation=None).first()
    return first.organisation if first else None


def _works_here(user, site_id):
    return User.objects.filter(pk=user.pk).holding(Role.NAVIGATOR, site_id).exists()
