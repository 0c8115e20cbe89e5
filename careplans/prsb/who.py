"""Who the plan is about, their practice, and whom to call."""

import textwrap

from django.utils.translation import gettext as _

from careplans.models import Side
from careplans.prsb.fields import CONTACT, NAME, NOTE, ROLE_HOLDER, day, fits, known, reach
from people.models import RelationshipKind, Ring

# The national code for a practice whose own code is not known; we hold the practice by its name.
PRACTICE_CODE_NOT_KNOWN = "V81999"
# The national postcode of who has no fixed abode.
NO_FIXED_ABODE = "ZZ99 3VZ"
ADDRESS_LINES = 5
OF_THE_CARE_TEAM = (Side.NHS, Side.COUNCIL, Side.EDUCATION, Side.VOLUNTARY, Side.ADVOCATE)


def demographics(person, needs) -> dict:
    return known(
        {
            "person_name": {
                "person_first_name": fits(person.given_name, NAME),
                "person_family_name": fits(person.family_name, NAME),
                "person_preferred_name": fits(person.known_as, ROLE_HOLDER),
                "person_full_name": fits(person.name, ROLE_HOLDER),
            },
            "date_of_birth": day(person.born_on),
            "nhs_number": person.nhs_number,
            "person_s_address": [_address(person)],
            "person_s_contact_details": {
                "person_s_telephone_number_details": [
                    {"person_s_telephone_number": reach(person.phone, limit=35)}
                ],
                "person_s_email_address_details": [
                    {"person_s_email_address": reach(person.email, limit=255)}
                ],
                "other_contact_information": _how_to_talk(needs),
            },
        }
    )


def _address(person):
    """Return the address in lines that fit, or nothing where a line or the postcode is not known."""
    postcode = person.postcode
    written = person.address
    if person.has_no_fixed_abode:
        postcode, written = postcode or NO_FIXED_ABODE, written or _("No fixed abode")
    lines = [line for part in written.split(",") for line in textwrap.wrap(part, NAME)]
    if not postcode or not lines:
        return {}
    numbered = {f"address_line_{place}": line for place, line in enumerate(lines[:ADDRESS_LINES], start=1)}
    return {**numbered, "postcode": postcode}


def _how_to_talk(needs):
    if needs is None:
        return []
    said = [
        _("Contact by: %(way)s") % {"way": needs.get_contact_method_display()},
        _("Information: %(format)s") % {"format": needs.get_information_format_display()},
        needs.how_to_talk,
        needs.communication_support,
        needs.communication_professional,
        needs.language and _("Language: %(language)s") % {"language": needs.language},
    ]
    return [fits(words, 255) for words in said if words]


def gp_practice(person, circle) -> dict:
    doctor = next((one for one in circle if one.kind == RelationshipKind.GP and one.may_be_contacted), None)
    return known(
        {
            "gp_name": fits(doctor and doctor.name, ROLE_HOLDER),
            "gp_practice_details": fits(person.gp_practice, NOTE),
            "gp_practice_identifier": PRACTICE_CODE_NOT_KNOWN,
        }
    )


def professionals(seen) -> list[dict]:
    """Return those who work with the person, the coordinator first, nobody twice."""
    rows = [_coordinator(seen.coordinator)] if seen.coordinator else []
    rows += [_professional(one) for one in seen.circle if _is_paid(one) and one.may_be_contacted]
    rows += [_participant(one) for one in seen.participants if one.side in OF_THE_CARE_TEAM]
    if seen.plan and seen.plan.health_watched_by:
        rows.append({"name": fits(seen.plan.health_watched_by, 70), "role": _("Watches over their health")})
    return list({row["name"].casefold(): row for row in reversed(rows)}.values())[::-1]


def _coordinator(user):
    return {
        "name": fits(user.name, ROLE_HOLDER),
        "role": _("Care coordinator"),
        "key_worker": True,
        "contact_details": reach(user.phone, user.email, limit=CONTACT),
    }


def _professional(one):
    return {
        "name": fits(one.name, ROLE_HOLDER),
        "role": one.get_kind_display(),
        "contact_details": reach(one.to_call, one.to_write, limit=CONTACT),
    }


def _participant(one):
    return {
        "name": fits(one.name, ROLE_HOLDER),
        "role": one.get_side_display(),
        "organisation": {"free_text": fits(one.organisation, NOTE)},
    }


def personal(seen) -> list[dict]:
    """Return family and friends; who must not be contacted is on no list of whom to contact."""
    near = [one for one in seen.circle if not _is_paid(one) and one.may_be_contacted]
    return [
        {
            "name": fits(one.name, ROLE_HOLDER),
            "relationship": one.get_kind_display(),
            "relationship_type": fits(", ".join(_roles(one)), NOTE),
            "contact_details": reach(one.to_call, one.to_write, limit=70),
            "comments": fits(one.notes, NOTE),
        }
        for one in near
    ]


def not_to_be_contacted(seen) -> list[str]:
    return [one.name for one in seen.circle if not one.may_be_contacted]


def _is_paid(one):
    return one.ring == Ring.PAID or one.kind in (RelationshipKind.GP, RelationshipKind.PROFESSIONAL)


def _roles(one):
    if one.is_carer:
        yield _("Unpaid carer")
    if one.lives_with_person:
        yield _("Lives with them")
