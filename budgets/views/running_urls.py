"""Pages from the first payment on."""

from django.urls import path

from budgets.views import holding, payments, spending

urlpatterns = [
    path("my/money/spent/", spending.record_spend, name="record_spend"),
    path("budgets/<uuid:public_id>/spent/", spending.note_spend, name="note_spend"),
    path("receipts/<uuid:public_id>/", spending.receipt, name="receipt"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<uuid:public_id>/", payments.release_payment, name="release_payment"),
    path("budgets/<uuid:public_id>/payments/prepare/", payments.prepare_payment, name="prepare_payment"),
    path("held/", holding.held_budgets, name="held_budgets"),
]
