"""Finding one person by what identifies them exactly, without looking around."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from people.models import Person

# The person's name beside a row, empty where the database does not show the reader whose it is.
_NAME = Person.objects.filter(pk=OuterRef("person_id")).values(
    whole=Concat("given_name", Value(" "), "family_name")
)
NAMED = {"name": Coalesce(Subquery(_NAME), Value(""))}


def matching(*, site_id, nhs_number="", given_name="", family_name="", born_on=None) -> list[Person]:
    """Return those of the site with this NHS number or, without one, with exactly this name and birthday.

    Two at most: whoever asks needs to know whether it is one. The database shows what the acting context
    may see; whoever looks beyond the user's rows says so (``acting.for_the_site``).
    """
    here = Person.objects.filter(site_id=site_id).kept()
    if nhs_number:
        return list(here.filter(nhs_number=nhs_number)[:2])
    if not (given_name and family_name and born_on):
        return []
    same_name = here.filter(given_name__iexact=given_name.strip(), family_name__iexact=family_name.strip())
    return list(same_name.filter(born_on=born_on)[:2])
