"""What this room sends, by Celery."""

from celery import shared_task

from budgets.models import IndicativeBudget, Payment
from ipc.kernel import letters
from people.models import Authority, PersonStatus, Section, User


@shared_task(name="budgets.tell_of_indicative")
def tell_of_indicative(indicative_id):
    """Tell the person and whoever acts for them that something new is there; never what it is."""
    indicative = IndicativeBudget.objects.shared().select_related("site").filter(pk=indicative_id).first()
    if indicative is not None:
        _write_to_readers(indicative, "something_new", page="my_indicative")


@shared_task(name="budgets.tell_of_payment")
def tell_of_payment(payment_id):
    """Tell them that a payment is on its way; never how much, nor for what."""
    payment = Payment.objects.select_related("site", "person").get(pk=payment_id)
    if payment.person.status != PersonStatus.DIED:
        _write_to_readers(payment, "payment_on_its_way", page="my_money")


def _write_to_readers(row, letter, *, page):
    """Send ``letter`` about ``row`` to the person, and to those who act for them about money."""
    acting_for_them = Authority.objects.live().filter(
        person_id=row.person_id, sections__contains=[Section.MONEY]
    )
    readers = User.objects.filter(is_active=True).filter(
        pk__in=[
            *User.objects.filter(person_id=row.person_id).values_list("pk", flat=True),
            *acting_for_them.values_list("holder_id", flat=True),
        ]
    )
    for reader in readers:
        words = {
            "first_name": reader.first_name,
            "link": letters.link(page),
            "phone": row.site.phone,
        }
        letters.send(letter, words, reader.email)
