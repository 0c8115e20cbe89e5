"""What goes with an introduction: listed to the person before they agree, shown to the navigator after."""

from django.utils.translation import gettext as _

from people.banner import how_to_talk
from people.models import InformationNeeds


def what_is_shared(person) -> list[dict]:
    """Return what somebody who is introduced shares, as rows of key and value, and nothing else."""
    needs = InformationNeeds.objects.filter(person_id=person.pk).first()
    rows = [
        (_("Name"), person.name),
        (_("Likes to be called"), person.known_as),
        (_("Telephone"), person.phone),
        (_("Email"), person.email),
        (_("How to reach"), "" if person.phone or person.email else _("Through the care team")),
        (_("How to talk"), ", ".join(how_to_talk(needs)) if needs else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
