"""Putting it right: the four doors, and everything that is under way."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.acts import Act as BudgetAct
from budgets.models import SecondLook
from ipc.programme import under_way
from people import complaints, portal
from people.acts import Act


@require_safe
@portal.my(Act.SEE_COMPLAINTS)
def my_put_it_right(request, person):
    found = {
        **under_way.of_person(person, request.user),
        "person": person,
        "help": complaints.who_helps(person.site_id),
        "may_ask_again": portal.may_for(BudgetAct.ASK_SECOND_LOOK, SecondLook, request.user, person),
        "is_own": request.user.person_id == person.pk,
    }
    return render(request, "programme/my_put_it_right.html", found)
