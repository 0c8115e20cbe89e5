"""The addresses of the programme's own pages."""

from django.urls import path

from ipc.programme import views

urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
]
