"""Pages about what money there may be, whether there is some, and looking at a decision again."""

from django.urls import path

from budgets.views import conditions, decisions, offer, second_looks

SITE, PERSON = "sites/<slug:slug>", "people/<uuid:public_id>"
LOOK = "second-looks/<uuid:public_id>"

urlpatterns = [
    path(f"{SITE}/resources/", offer.resources, name="resources"),
    path(f"{SITE}/resources/<uuid:statement_id>/", offer.resources_version, name="resources_version"),
    path(f"{SITE}/can-i-get-one/", offer.can_i_get_one, name="can_i_get_one"),
    path("offer/", offer.offer, name="offer"),
    path("offer/new/", offer.begin_offer, name="begin_offer"),
    path("offer/<uuid:public_id>/", offer.write_offer, name="write_offer"),
    path("offer/<uuid:public_id>/publish/", offer.publish_offer, name="publish_offer"),
    path("my/money/decisions/", decisions.my_decisions, name="my_decisions"),
    path(
        "my/money/decisions/<uuid:public_id>/second-look/",
        second_looks.my_ask_second_look,
        name="my_ask_second_look",
    ),
    path(f"{PERSON}/eligibility/", decisions.eligibility, name="eligibility"),
    path(f"{PERSON}/eligibility/decide/", decisions.decide_eligibility, name="decide_eligibility"),
    path(f"{PERSON}/second-looks/ask/", second_looks.ask_second_look, name="ask_second_look"),
    path(f"{PERSON}/conditions/", conditions.conditions, name="conditions"),
    path(f"{PERSON}/conditions/declare/", conditions.record_declaration, name="record_declaration"),
    path(
        f"{PERSON}/conditions/education/",
        conditions.record_education_request,
        name="record_education_request",
    ),
    path("eligibility/<uuid:public_id>/letter.pdf", decisions.eligibility_letter, name="eligibility_letter"),
    path("signatures/<uuid:public_id>/letter.pdf", decisions.signature_letter, name="signature_letter"),
    path("changes/<uuid:public_id>/letter.pdf", decisions.change_letter, name="change_letter"),
    path("second-looks/", second_looks.second_looks, name="second_looks"),
    path(f"{LOOK}/", second_looks.second_look, name="second_look"),
    path(f"{LOOK}/answer/", second_looks.answer_second_look, name="answer_second_look"),
]
