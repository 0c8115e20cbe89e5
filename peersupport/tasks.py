"""Emails about introductions. They say that there is news, never what or about whom."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from peersupport.models import Introduction
from people.models import PersonStatus, Role, RoleAssignment


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
    if introduction and introduction.asked_by and introduction.asked_by.is_active:
        asker = introduction.asked_by
        _write("introduction_answered", [asker], reverse("my_support"))


def _about(introduction_id):
    return (
        Introduction.objects.select_related("asked_by")
        .filter(pk=introduction_id)
        .exclude(person__status=PersonStatus.DIED)
        .first()
    )


def _write_to_navigators(introduction, template):
    here = RoleAssignment.objects.live().filter(site_id=introduction.site_id, role=Role.NAVIGATOR)
    navigators = [one.user for one in here.select_related("user") if one.user.is_active]
    _write(template, navigators, reverse("referrals"))


def _write(template, users, path):
    for user in users:
        words = {"first_name": user.first_name, "link": f"{settings.PUBLIC_URL}{path}"}
        subject = render_to_string(f"emails/{template}.subject.txt", words).strip()
        send_mail(subject, render_to_string(f"emails/{template}.txt", words), None, [user.email])
