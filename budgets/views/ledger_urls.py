"""Pages of the books: what moved, its story, putting right, closing a month."""

from django.urls import path

from budgets.views import correcting, entries

urlpatterns = [
    path("budgets/<uuid:public_id>/entries/", entries.entries, name="entries"),
    path("budgets/<uuid:public_id>/costs/add/", correcting.record_cost, name="record_cost"),
    path("postings/<uuid:public_id>/", entries.posting, name="posting"),
    path("books/", entries.books, name="books"),
    path("books/close/", entries.close_month, name="close_month"),
    path("spends/<uuid:public_id>/put-right/", correcting.put_spend_right, name="put_spend_right"),
    path("spends/<uuid:public_id>/receipt/", correcting.add_receipt, name="add_receipt"),
    path("payments/<uuid:public_id>/cancel/", correcting.cancel_payment, name="cancel_payment"),
    path("my/money/spent/<uuid:public_id>/", correcting.my_spend, name="my_spend"),
    path(
        "my/money/spent/<uuid:public_id>/put-right/",
        correcting.put_my_spend_right,
        name="put_my_spend_right",
    ),
    path("my/money/spent/<uuid:public_id>/receipt/", correcting.add_my_receipt, name="add_my_receipt"),
]
