"""Putting it right: how, for everybody; the four doors, and everything that is under way."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.acts import Act as BudgetAct
from budgets.models import SecondLook
from ipc.kernel import easy
from ipc.programme import answers, under_way
from people import complaints, portal
from people.acts import Act


@require_safe
@login_not_required
def put_it_right(request):
    """Say how to complain without signing in: by telephone, through somebody else, and who helps."""
    found = {"sites": answers.sites(), "help": complaints.who_helps(), "days": complaints.days_for_all()}
    return render(request, "programme/put_it_right.html", found)


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
    return easy.page(request, "programme/my_put_it_right.html", found)
