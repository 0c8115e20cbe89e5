"""The addresses of the programme's own pages."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from ipc.programme import views
from ipc.programme.views import documents, papers

urlpatterns = [
    path("", views.start, name="start"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("home/", views.home, name="home"),
    path("information/", views.information, name="information"),
    path("information/<slug:slug>/", views.topic, name="topic"),
    path("information/<slug:slug>/clear/", views.was_it_clear, name="was_it_clear"),
    path("put-it-right/", views.put_it_right, name="put_it_right"),
    path("jargon/", views.jargon, name="jargon"),
    path("guide/", views.guide, name="guide"),
    path("reading/", views.reading, name="reading"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("offline/", views.offline, name="offline"),
    path("sites/<slug:slug>/", views.site, name="site"),
    path("shared/<slug:code>/", views.shared, name="shared"),
    path("demo/mail/", views.demo_mail, name="demo_mail"),
    path("caseload/", views.caseload, name="caseload"),
    path("people/<uuid:public_id>/", views.person, name="person"),
    path("people/<uuid:public_id>/changes/", views.changes, name="changes"),
    path("emergencies/<uuid:public_id>/", views.review_emergency, name="review_emergency"),
    path("who-looked/", views.look_questions, name="look_questions"),
    path("who-looked/<uuid:public_id>/", views.answer_about_look, name="answer_about_look"),
    path("paper/", papers.paper_forms, name="paper_forms"),
    path("paper/<slug:paper>/", papers.paper_form, name="paper_form"),
    path("paper/<slug:paper>/<slug:layout>.pdf", papers.paper_form_pdf, name="paper_form_pdf"),
    path("people/<uuid:public_id>/paper/", papers.papers_of, name="papers_of"),
    path(
        "people/<uuid:public_id>/paper/<slug:paper>/<slug:layout>.pdf",
        papers.paper_of_person,
        name="paper_of_person",
    ),
    path("people/<uuid:public_id>/paper/<slug:paper>/", papers.record_paper, name="record_paper"),
    path("people/<uuid:public_id>/documents/", documents.documents_of, name="documents_of"),
    path("my/documents/", documents.my_documents, name="my_documents"),
    path("my/", views.my_home, name="my_home"),
    path("my/calendar/", views.my_calendar, name="my_calendar"),
    path("my/calendar.ics", views.my_calendar_file, name="my_calendar_file"),
    path("my/timeline/", views.my_timeline, name="my_timeline"),
    path("my/who-looked/", views.my_record_of_looks, name="my_record_of_looks"),
    path("my/who-looked/ask/", views.ask_about_look, name="ask_about_look"),
    path("my/put-it-right/", views.my_put_it_right, name="my_put_it_right"),
    path("my/everything/", views.take_everything, name="take_everything"),
]
