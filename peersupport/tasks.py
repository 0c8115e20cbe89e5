"""Emails about introductions. They say that there is news, never what or about whom."""

from celery import shared_task

from ipc.kernel import letters
from peersupport.models import Introduction
from people import notices
from people.models import PersonStatus, Role, User


@shared_task(name="peersupport.tell_navigators")
def tell_navigators(introduction_id):
    """Tell the navigators of the site that somebody asked to be introduced."""
    introduction = _about(introduction_id)
    if introduction:
        _write_to_navigators(introduction, "introduction_asked")


@shared_task(name="peersupport.tell_of_withdrawal")
def tell_of_withdrawal(introduction_id):
    """Tell the navigators of the site that somebody changed their mind."""
    introduction = _about(introduction_id)
    if introduction:
        _write_to_navigators(introduction, "introduction_withdrawn")


@shared_task(name="peersupport.tell_of_answer")
def tell_of_answer(introduction_id):
    """Tell whoever asked that there is an answer; nobody is written to about somebody who died."""
    introduction = _about(introduction_id)
    if introduction and introduction.asked_by:
        notices.tell(
            introduction.person,
            "introduction_answered",
            key=f"introduction_answered:{introduction.public_id}",
            facts={"link": letters.link("my_support")},
            to=introduction.asked_by,
        )


def _about(introduction_id):
    return (
        Introduction.objects.select_related("asked_by", "person__site")
        .filter(pk=introduction_id)
        .exclude(person__status=PersonStatus.DIED)
        .first()
    )


def _write_to_navigators(introduction, letter):
    for user in User.objects.staying().holding(Role.NAVIGATOR, introduction.site_id):
        letters.send(letter, {"first_name": user.first_name, "link": letters.link("referrals")}, user.email)
