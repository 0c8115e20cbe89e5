"""The plan in the shape of the standard for personalised care and support plans, as plain data for JSON.

Source: PRSB Personalised Care and Support Plan 2.0 (DAPB4022). Its words are its own: only the names of
its elements are used here. What is not known is left out, never sent empty.
"""

from careplans import whole
from careplans.prsb import safety, tree, who
from careplans.prsb.fields import known

__all__ = ["export"]


def export(person, plan, *, user) -> dict:
    """Return what ``user`` may see of ``person`` and ``plan`` (or None where none is begun yet)."""
    seen = whole.read(person, plan, user)
    return {
        "person_demographics": who.demographics(person, seen.information_needs),
        "gp_practice": {"gp_practice_record_entry": [who.gp_practice(person, seen.circle)]},
        **known(
            {
                "about_me": tree.about_me(seen),
                "professional_contacts": {"professional_contacts_record_entry": who.professionals(seen)},
                "personal_contacts": {"personal_contacts_record_entry": who.personal(seen)},
                "care_and_support_plan": tree.care_and_support(seen, user),
                "contingency_safety_plans": safety.contingencies(seen),
                "additional_support_plans": safety.additional(seen),
            }
        ),
    }
