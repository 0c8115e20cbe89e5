"""The addresses of how somebody is."""

from django.urls import path

from careplans.views import my_wellbeing, wellbeing

MINE, THEIRS, ONE = "my/wellbeing/", "people/<uuid:public_id>/wellbeing/", "wellbeing/"

urlpatterns = [
    path(MINE, my_wellbeing.my_wellbeing, name="my_wellbeing"),
    path(f"{MINE}answer/", my_wellbeing.answer_my_wellbeing, name="answer_my_wellbeing"),
    path(
        f"{MINE}answers/<uuid:public_id>/take-back/",
        my_wellbeing.take_back_my_answers,
        name="take_back_my_answers",
    ),
    path(f"{MINE}sentences/add/", my_wellbeing.add_my_statement, name="add_my_statement"),
    path(f"{MINE}sentences/<uuid:public_id>/", my_wellbeing.my_own_statement, name="my_own_statement"),
    path(f"{MINE}sentences/<uuid:public_id>/end/", my_wellbeing.end_my_statement, name="end_my_statement"),
    path(THEIRS, wellbeing.wellbeing, name="wellbeing"),
    path(f"{THEIRS}answers/", wellbeing.note_wellbeing, name="note_wellbeing"),
    path(f"{THEIRS}sentences/", wellbeing.add_own_statement, name="add_own_statement"),
    path(f"{THEIRS}scores/", wellbeing.note_score, name="note_score"),
    path(f"{ONE}answers/<uuid:public_id>/take-back/", wellbeing.take_back_answers, name="take_back_answers"),
    path(f"{ONE}sentences/<uuid:public_id>/", wellbeing.own_statement, name="own_statement"),
    path(f"{ONE}sentences/<uuid:public_id>/end/", wellbeing.end_own_statement, name="end_own_statement"),
]
