"""The whole made-up world, part by part, each made only where it is missing."""

from django.db import transaction

from ipc.kernel import acting
from ipc.programme.demonstration import cast, crowd, directory, gaps, ground, money, navigators, talk
from ipc.programme.demonstration.places import PLACES
from peersupport.models import Service
from people.models import Person, Site, User


@transaction.atomic
def make(people, password) -> dict[str, int]:
    """Make the sites, the directory, the cast and as many others as make ``people``; return the counts."""
    ground.lay(people, password)
    sites = dict(Site.objects.filter(slug__in=[place.slug for place in PLACES]).values_list("slug", "pk"))
    with acting.acting_as(acting.job(sites.values())):
        directory.fill()
        for site in Site.objects.filter(pk__in=sites.values()):
            money.offer(site)
            navigators.welcome(site)
            gaps.leave(site)
        cast.play(password)
        talk.begin()
        crowd.gather(people)
        return {
            "people": Person.objects.count(),
            "entries in the directory": Service.objects.count(),
            "sign-ins": User.objects.exclude(password="").count(),
        }
