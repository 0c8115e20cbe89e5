"""This room through the API."""

from people.api.finding import ROUTES as FINDING
from people.api.people import PersonViewSet

ROUTES = [*FINDING, ("people", PersonViewSet, "person")]
