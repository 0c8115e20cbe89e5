"""In which role somebody works now, where they hold more than one: rights never add up across hats."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Hat

KEPT = "hat"


class NotYourHat(RuleBroken):
    message = _("This role is not yours, or not yours any more. Choose one of those here.")


def put_on(user, key):
    """Let ``user`` wear the hat with this ``key``; the first one where they may not wear it."""
    for hat in user.hats:
        if hat.key == key:
            user.wear(hat)


@transaction.atomic
def choose(user, *, key, by) -> Hat:
    """Change to the hat with this ``key`` and return it; who changed to what is in the audit.

    Raises:
        NotYourHat
    """
    hat = next((one for one in user.hats if one.key == key), None)
    if hat is None:
        raise NotYourHat
    user.wear(hat)
    audit.record(Act.WEAR_HAT, user, by=by, why=hat.key)
    return hat
