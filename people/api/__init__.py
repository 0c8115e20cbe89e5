"""This room through the API."""

from people.api.finding import ROUTES as FINDING
from people.api.people import PersonViewSet
from people.api.staffing import ROUTES as STAFFING

ROUTES = [
    *FINDING,
    ("people", PersonViewSet, "person"),
    *STAFFING,
]
