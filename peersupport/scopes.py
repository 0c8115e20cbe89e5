"""Whose wishes to join: the connection of a navigator with the people who asked in their site."""

from django.db.models import Q

from peersupport.models import Introduction, IntroductionStatus


def asked_to_join_here(user, person):
    """Those with an introduction in the user's site that has not been taken back."""
    open_ones = Introduction.objects.filter(site_id=user.hat.site_id).exclude(
        status=IntroductionStatus.WITHDRAWN
    )
    return Q(**{f"{person}__in": open_ones.values("person_id")})
