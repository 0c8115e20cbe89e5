"""Pages to see the money: for the person, and for those who work with it."""

from django.urls import path

from budgets.views import my_money, statement, statement_period, what_if

urlpatterns = [
    path("my/money/", my_money.my_money, name="my_money"),
    path("my/money/spends/", my_money.my_spends, name="my_spends"),
    path("my/money/statement/", statement.my_statement, name="my_statement"),
    path("my/money/statement/period/", statement_period.my_statement_period, name="my_statement_period"),
    path(
        "my/money/statement/period.pdf",
        statement_period.my_statement_period_pdf,
        name="my_statement_period_pdf",
    ),
    path(
        "my/money/statement/period.csv",
        statement_period.my_statement_period_csv,
        name="my_statement_period_csv",
    ),
    path("my/money/statement.pdf", statement.my_statement_pdf, name="my_statement_pdf"),
    path("my/money/statement.csv", statement.my_statement_csv, name="my_statement_csv"),
    path("budgets/<uuid:public_id>/statement/", statement.statement, name="statement"),
    path("budgets/<uuid:public_id>/statement.pdf", statement.statement_pdf, name="statement_pdf"),
    path("budgets/<uuid:public_id>/statement.csv", statement.statement_csv, name="statement_csv"),
    path("my/money/what-if/", what_if.my_what_if, name="my_what_if"),
    path("budgets/<uuid:public_id>/what-if/", what_if.what_if, name="what_if"),
]
