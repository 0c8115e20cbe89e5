"""The addresses of sharing and of decisions about deciding."""

from django.urls import path

from people.views import deciding, links, my_deciding, my_sharing

urlpatterns = [
    # Colleagues
    path("people/<uuid:public_id>/consents/", links.consents, name="consents"),
    path("people/<uuid:public_id>/evaluation/", links.record_evaluation, name="record_evaluation"),
    path("people/<uuid:public_id>/link/", links.share_by_link, name="share_by_link"),
    path("links/<uuid:public_id>/withdraw/", links.withdraw_link, name="withdraw_link"),
    path("people/<uuid:public_id>/capacity/", deciding.capacity, name="capacity"),
    path("people/<uuid:public_id>/capacity/assess/", deciding.assess_capacity, name="assess_capacity"),
    path("capacity/<uuid:public_id>/", deciding.capacity_assessment, name="capacity_assessment"),
    path(
        "capacity/<uuid:public_id>/decide/",
        deciding.decide_in_best_interests,
        name="decide_in_best_interests",
    ),
    # People and families
    path("my/people/sharing/", my_sharing.my_sharing, name="my_sharing"),
    path("my/people/share/", my_sharing.my_share, name="my_share"),
    path("my/people/evaluation/", my_sharing.my_evaluation, name="my_evaluation"),
    path("my/people/link/", my_sharing.my_link, name="my_link"),
    path("my/people/link/<uuid:link_id>/stop/", my_sharing.my_withdraw_link, name="my_withdraw_link"),
    path("my/deciding/", my_deciding.my_capacity, name="my_capacity"),
    path(
        "my/deciding/<uuid:assessment_id>/",
        my_deciding.my_ask_to_assess_again,
        name="my_ask_to_assess_again",
    ),
]
