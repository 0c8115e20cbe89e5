"""Pages about changes of a budget in use, the end of its years, and its own end."""

from django.urls import path

from budgets.views import ending, my_changes, varying

urlpatterns = [
    path("my/money/changes/", my_changes.my_changes, name="my_changes"),
    path("my/money/changes/ask/", my_changes.ask_change, name="ask_change"),
    path(
        "my/money/changes/<uuid:public_id>/withdraw/",
        my_changes.withdraw_my_change,
        name="withdraw_my_change",
    ),
    path("my/money/give-up/", my_changes.give_up_money, name="give_up_money"),
    path("my/money/reckoning/", my_changes.my_reckoning, name="my_reckoning"),
    path("changes/<uuid:public_id>/", varying.change, name="change"),
    path("changes/<uuid:public_id>/propose/", varying.propose_change, name="propose_change"),
    path("changes/<uuid:public_id>/answer/", varying.answer_change, name="answer_change"),
    path("changes/<uuid:public_id>/withdraw/", varying.withdraw_change, name="withdraw_change"),
    path("budgets/<uuid:public_id>/changes/option/", varying.change_option, name="change_option"),
    path("budgets/<uuid:public_id>/changes/amount/", varying.change_amount, name="change_amount"),
    path("budgets/<uuid:public_id>/changes/move/", varying.move_money, name="move_money"),
    path(
        "budgets/<uuid:public_id>/changes/contribution/",
        varying.change_contribution,
        name="change_contribution",
    ),
    path("budgets/<uuid:public_id>/contingency/", varying.use_contingency, name="use_contingency"),
    path("prices/follow/", varying.follow_price, name="follow_price"),
    path("budgets/<uuid:public_id>/next-year/", ending.next_year, name="next_year"),
    path("budgets/<uuid:public_id>/end/", ending.end_budget, name="end_budget"),
    path("budgets/<uuid:public_id>/settle/", ending.settle_budget, name="settle_budget"),
    path("budgets/<uuid:public_id>/reckoning/", ending.reckoning, name="reckoning"),
]
