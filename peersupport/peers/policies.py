"""That an organisation has the policies which peer support needs, and when they are looked at again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from peersupport import figures
from peersupport.acts import Act
from peersupport.models import OrganisationPolicy, SupportFigure
from peersupport.peers.keep import NotOfThisSite


class PolicySeenTooEarly(RuleBroken):
    message = _("Write it down once you have seen it: the day must be today or before.")


@transaction.atomic
def record_policy(*, by, organisation, kind, seen_on) -> OrganisationPolicy:
    """Write down that a policy was seen; it is looked at again after some years.

    Raises:
        NotOfThisSite, PolicySeenTooEarly
    """
    if organisation.site_id != by.hat.site_id:
        raise NotOfThisSite
    if seen_on > today():
        raise PolicySeenTooEarly
    years = figures.value(SupportFigure.POLICY_YEARS, site_id=organisation.site_id)
    policy = OrganisationPolicy.objects.create(
        site_id=organisation.site_id,
        organisation=organisation,
        kind=kind,
        seen_on=seen_on,
        again_on=plus_months(seen_on, 12 * years),
        seen_by=by,
    )
    audit.record(Act.KEEP_POLICY, policy, by=by)
    return policy
