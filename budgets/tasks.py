"""What this room sends, by Celery."""

from celery import shared_task

from budgets.models import IndicativeBudget, Payment
from ipc.kernel import letters
from people import notices
from people.models import Authority, Section, User


@shared_task(name="budgets.tell_of_indicative")
def tell_of_indicative(indicative_id):
    """Tell the person and whoever acts for them that something new is there; never what it is."""
    indicative = (
        IndicativeBudget.objects.shared().select_related("person__site").filter(pk=indicative_id).first()
    )
    if indicative is not None:
        _tell_readers(indicative, "something_new", page="my_indicative")


@shared_task(name="budgets.tell_of_payment")
def tell_of_payment(payment_id):
    """Tell those of them who sign in that a payment is on its way; never how much, nor for what."""
    payment = Payment.objects.select_related("person__site").get(pk=payment_id)
    signs_in = User.objects.filter(person_id=payment.person_id, is_active=True).exists()
    _tell_readers(payment, "payment_on_its_way", page="my_money", the_person=signs_in)


def _tell_readers(row, letter, *, page, the_person=True):
    """Tell the person and those who act for them about money: each the way they need it."""
    acting_for_them = Authority.objects.live().filter(
        person_id=row.person_id, sections__contains=[Section.MONEY]
    )
    holders = User.objects.filter(pk__in=acting_for_them.values("holder_id"), is_active=True)
    for reader in [*([None] if the_person else []), *holders]:
        notices.tell(
            row.person,
            letter,
            key=f"{letter}:{row.public_id}",
            facts={"link": letters.link(page)},
            to=reader,
        )
