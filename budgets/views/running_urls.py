"""Pages from the first payment on."""

from django.urls import path

from budgets.views import holding, my_money, payments, spending, statement

urlpatterns = [
    path("my/money/", my_money.my_money, name="my_money"),
    path("my/money/spent/", spending.record_spend, name="record_spend"),
    path("my/money/statement/", statement.my_statement, name="my_statement"),
    path("my/money/statement.pdf", statement.my_statement_pdf, name="my_statement_pdf"),
    path("receipts/<uuid:public_id>/", spending.receipt, name="receipt"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<uuid:public_id>/", payments.release_payment, name="release_payment"),
    path("budgets/<uuid:public_id>/payments/prepare/", payments.prepare_payment, name="prepare_payment"),
    path("budgets/<uuid:public_id>/statement/", statement.statement, name="statement"),
    path("budgets/<uuid:public_id>/statement.pdf", statement.statement_pdf, name="statement_pdf"),
    path("held/", holding.held_budgets, name="held_budgets"),
]
