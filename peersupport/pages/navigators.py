"""What anybody reads of the community navigators of a place, and what there is where it has none."""

from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport import navigators


def of_site(site) -> dict:
    """Return what a place offers, in its own words, and who the navigators are."""
    offer = navigators.offer_of(site)
    people = navigators.here(site) if offer is None or offer.is_offered else []
    is_offered = bool(people) or bool(offer and offer.is_offered)
    phone = (offer.phone if offer else "") or ("" if is_offered else site.phone)
    return {
        "site": site.name,
        "slug": site.slug,
        "is_offered": is_offered,
        "words": offer.words if offer else "",
        "phone": phone,
        "phone_url": "tel:" + "".join(phone.split()) if phone else "",
        "email": offer.email if offer else "",
        "hours": offer.hours if offer else "",
        "people": [profile(one) for one in people],
        "may_ask": navigators.organisation_of(site.pk) is not None,
        "find_url": f"{reverse('directory')}?site={site.slug}",
    }


def profile(navigator) -> dict:
    return {
        "name": navigator.user.name,
        "words": navigator.words,
        "where": ", ".join(navigator.districts) or _("Everywhere in the area"),
        "skills": ", ".join(navigator.skills),
        "languages": ", ".join(navigator.languages),
        "is_taking": navigator.is_taking,
    }
