"""The budgets that an organisation holds for people: its own lines, and nothing else of the budget."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.acts import Act
from budgets.models import BudgetLine, Frequency
from ipc.kernel import access, audit
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from ipc.kernel.paging import page_after
from people.models import Role

WHOSE = ("pk", "public_id", "person_id", "site_id")


@require_safe
@access.requires(Act.SEE_BUDGET)
def held_budgets(request):
    lines = BudgetLine.objects.visible_to(request.user).held_by(_organisation(request.user))
    page, more = page_after(
        lines.values(
            "pk", "public_id", "person_id", "site_id",
            "person__sort_name", "person__given_name", "person__family_name",
            "words", "amount", "frequency", "budget__starts_on", "action__when",
        ),
        request.GET.get("after"),
        fields=("person__sort_name", "pk"),
    )  # fmt: skip
    looked_at = [BudgetLine(**{name: one[name] for name in WHOSE}) for one in page]
    audit.read_each(Act.SEE_BUDGET, looked_at, by=request.user)
    context = {"rows": [_row(one) for one in page], "more": more and f"?after={more}"}
    return render(request, "budgets/held_budgets.html", context)


def _organisation(user):
    return user.hat.organisation_id if user.hat.role == Role.HOLDER else None


def _row(one):
    return {
        "name": f"{one['person__given_name']} {one['person__family_name']}",
        "words": one["words"],
        "when": one["action__when"],
        "amount": pounds(one["amount"]),
        "how_often": Frequency(one["frequency"]).label,
        "since": in_words(one["budget__starts_on"]),
    }
