"""What one area offers: its statement of resources, made from the rules and the directory in force."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from budgets.models import AllocationRate
from ipc.kernel import dates
from peersupport.models import Service, ServiceKind
from people.models import Cohort, Funder, OrganisationKind

INCLUDED = {
    Funder.NHS: (
        _("NHS money"),
        _("For health needs: nursing and care at home, therapy, help to stay well, wheelchairs."),
    ),
    Funder.COUNCIL: (
        _("Council money"),
        _("For care and support: help at home, time out of the house, a break for those who care for you."),
    ),
    Funder.EDUCATION: (
        _("Education money"),
        _("For children and young people with an education, health and care plan: extra help to learn."),
    ),
}
NOT_INCLUDED = [
    _("Emergency care and operations in hospital"),
    _("Your GP and other first-line NHS care"),
    _("A place at a school or college"),
    _("Vaccinations, screening and prescription charges"),
]
WORK_TOGETHER = [
    OrganisationKind.NHS,
    OrganisationKind.COUNCIL,
    OrganisationKind.EDUCATION,
    OrganisationKind.PROVIDER,
]


def of(site):
    """Return what the page of ``site`` shows: contact, groups, support by kind, the money there is."""
    rates = AllocationRate.objects.in_force(site.pk, dates.today()).values_list("funder", flat=True)
    funders = set(rates.order_by())
    return {
        "groups": [cohort.label for cohort in Cohort],
        "partners": site.organisations.filter(kind__in=WORK_TOGETHER).values_list("name", flat=True),
        "support": _support(site),
        "money": [
            {"letter": funder.value, "name": name, "what": what}
            for funder, (name, what) in INCLUDED.items()
            if funder in funders
        ],
        "not_included": NOT_INCLUDED,
        "topics": site.topics.shown(),
    }


def _support(site):
    counted = dict(
        Service.objects.public().filter(site=site).order_by().values_list("kind").annotate(number=Count("pk"))
    )
    return [{"name": kind.label, "number": counted[kind]} for kind in ServiceKind if kind in counted]
