"""Preparing a payment, and releasing one."""

from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from ipc.kernel.forms import ActForm


class PreparePaymentForm(ActForm):
    starts_on = DayField(label=_("First day it is for"), asked=_("the first day"))


class ReleasePaymentForm(ActForm):
    """Nothing to fill in: the page has told everything, and the key makes a double click one payment."""
