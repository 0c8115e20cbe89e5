"""Everything somebody asked to have put right, from every room, with by when and by whom it is answered."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import SecondLook
from budgets.second_looks import ABOUT
from ipc.kernel import dates
from ipc.kernel.models import Event
from people import looking
from people.acts import Act
from people.complaints import shown
from people.models import CapacityAssessment, LookQuestion, Rectification

MOST = 50


def of_person(person, user) -> dict:
    """Return ``open`` and ``over``: what was asked about ``person``, as far as ``user`` may read it."""
    rooms = (_complaints, _second_looks, _corrections, _looks, _deciding)
    rows = [row for room in rooms for row in room(person, user)]
    return {
        "open": sorted((row for row in rows if row["is_open"]), key=lambda row: row["sooner"]),
        "over": [row for row in rows if not row["is_open"]],
    }


def _complaints(person, user):
    return [
        {
            "label": f"{row['kind']}: {row['about']}",
            "url": reverse("my_complaint", args=[row["public_id"]]),
            "reference": row["reference"],
            "who": _who(row) if row["is_open"] else "",
            "due": row["due"] if row["is_open"] else "",
            "state": row["state"],
            "colour": row["colour"],
            "is_late": row["is_late"],
            "is_open": row["is_open"],
            "sooner": row["due_on"],
        }
        for row in shown.of_person(person, user)[:MOST]
    ]


def _who(row):
    return row["handler"] or (_("your care team") if row["is_question"] else _("the team managers"))


def _second_looks(person, user):
    looks = SecondLook.objects.visible_to(user).filter(person=person).select_related(*ABOUT)[:MOST]
    label, url = _("A second look at a decision"), reverse("my_decisions")
    return [
        _row(look, label, url, _("somebody who did not decide it"), look.due_on, look.answered_at)
        for look in looks
    ]


def _corrections(person, user):
    asked = Rectification.objects.visible_to(user).filter(person=person)[:MOST]
    label, url = _("Something wrong in your record"), reverse("my_put_right")
    return [_row(one, label, url, _("your care team"), one.due_on, one.decided_at) for one in asked]


def _looks(person, user):
    asked = list(LookQuestion.objects.visible_to(user).filter(person=person)[:MOST])
    days = looking.days_to_answer(person.site_id) if asked else 0
    label, url = _("A question about who looked"), reverse("my_record_of_looks")
    return [
        _row(one, label, url, _("the team managers"), looking.due_on(one, days), one.answered_at)
        for one in asked
    ]


def _deciding(person, user):
    """What the person asked about deciding for themselves; it is over once somebody looked again."""
    asked = Event.objects.filter(person_id=person.pk, act=Act.ASK_TO_ASSESS_AGAIN, actor_id=user.pk)
    ids = set(asked.values_list("subject_id", flat=True)[:MOST])
    found = CapacityAssessment.objects.visible_to(user).filter(person=person, public_id__in=ids)
    label, url = _("Whether you can decide something"), reverse("my_capacity")
    return [_row(one, label, url, _("your care team"), None, one.replaced_at) for one in found]


def _row(row, label, url, who, due_on, over_at):
    is_open = over_at is None
    return {
        "label": label,
        "url": url,
        "reference": "",
        "who": who if is_open else "",
        "due": dates.in_words(due_on) if is_open else "",
        "state": _("Somebody is looking into it") if is_open else _("Answered"),
        "colour": "blue" if is_open else "green",
        "is_late": is_open and due_on is not None and due_on < dates.today(),
        "is_open": is_open,
        "sooner": due_on or dt.date.max,
    }
