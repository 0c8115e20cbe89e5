"""Two records beside each other, in words, to tell whether they are of one person."""

from django.utils.translation import gettext as _

from ipc.kernel import dates
from people.models import Allocation


def of(person, other) -> list[dict]:
    """Return each fact of both records that either of them says, and whether they differ."""
    ours, theirs = _facts(person), _facts(other)
    return [
        {"label": label, "kept": kept, "other": theirs[label], "differs": kept != theirs[label]}
        for label, kept in ours.items()
        if kept or theirs[label]
    ]


def _facts(one) -> dict:
    worker = Allocation.objects.live().filter(person=one).values_list("worker__name", flat=True).first()
    return {
        _("Name"): one.name,
        _("Likes to be called"): one.known_as,
        _("Born"): dates.in_words(one.born_on),
        _("NHS number"): one.nhs_number_spaced,
        _("Telephone"): one.phone,
        _("Email"): one.email,
        _("Address"): " ".join(filter(None, [one.address, one.postcode])),
        _("GP practice"): one.gp_practice,
        _("Stage"): str(one.get_status_display()),
        _("Referred on"): dates.in_words(one.referred_on),
        _("Care coordinator"): worker or "",
    }
