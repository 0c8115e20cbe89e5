"""Pages from the first idea of the money until the plan and its budget are agreed."""

from django.urls import path

from budgets.views import agreeing, approvals, drafting, indicative, lines

PERSON, BUDGET = "people/<uuid:public_id>", "budgets/<uuid:public_id>"

urlpatterns = [
    path(f"{PERSON}/indicative/new/", indicative.work_out_indicative, name="work_out_indicative"),
    path("indicative/<uuid:public_id>/", indicative.indicative, name="indicative"),
    path("indicative/<uuid:public_id>/share/", indicative.share_indicative, name="share_indicative"),
    path("my/money/indicative/", indicative.my_indicative, name="my_indicative"),
    path("plans/<uuid:public_id>/budget/", drafting.budget_of_plan, name="budget_of_plan"),
    path(f"{BUDGET}/", drafting.budget, name="budget"),
    path(f"{BUDGET}/lines/new/", lines.add_budget_line, name="add_budget_line"),
    path("budget-lines/<uuid:public_id>/remove/", lines.remove_budget_line, name="remove_budget_line"),
    path(f"{BUDGET}/contribution/", drafting.set_contribution, name="set_contribution"),
    path(f"{BUDGET}/propose/", drafting.propose_budget, name="propose_budget"),
    path(f"{BUDGET}/take-back/", drafting.take_back_budget, name="take_back_budget"),
    path("approvals/", approvals.approvals, name="approvals"),
    path(f"{BUDGET}/sign/", approvals.approve_budget, name="approve_budget"),
    path(f"{BUDGET}/panel/", approvals.record_panel, name="record_panel"),
    path("my/plan/agree/", agreeing.agree_my_plan, name="agree_my_plan"),
    path("plans/<uuid:public_id>/agree/", agreeing.agree_plan_with_person, name="agree_plan_with_person"),
]
