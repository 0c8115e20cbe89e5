"""What this room sends, by Celery."""

from celery import shared_task

from budgets import alerts, ledger, telling, years
from budgets.models import IndicativeBudget, Payment
from ipc.kernel import acting
from people.models import Site, User
from people.tasks import each_for_every_site

# What is looked at once a night in each site: functions of a site that are safe to run twice.
NIGHTLY = (alerts.raise_due, years.raise_due)


@shared_task(name="budgets.tell_of_indicative")
def tell_of_indicative(indicative_id):
    """Tell the person and whoever acts for them that something new is there; never what it is."""
    indicative = (
        IndicativeBudget.objects.shared().select_related("person__site").filter(pk=indicative_id).first()
    )
    if indicative is not None:
        telling.readers(indicative, "something_new", page="my_indicative")


@shared_task(name="budgets.tell_of_payment")
def tell_of_payment(payment_id):
    """Tell those of them who sign in that a payment is on its way; never how much, nor for what."""
    payment = Payment.objects.select_related("person__site").get(pk=payment_id)
    signs_in = User.objects.filter(person_id=payment.person_id, is_active=True).exists()
    telling.readers(payment, "payment_on_its_way", page="my_money", the_person=signs_in)


@shared_task(name="budgets.fold_months")
def fold_months():
    """Add what was posted since into the totals of the months, site by site."""
    for site_id in Site.objects.values_list("pk", flat=True):
        with acting.acting_as(acting.job([site_id])):
            ledger.fold_months()


@shared_task(name="budgets.nightly")
def nightly():
    """Look in each site for what is worth a look about money."""
    each_for_every_site(NIGHTLY)
