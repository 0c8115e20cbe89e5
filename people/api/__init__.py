"""This room through the API."""

from people.api.circle import ROUTES as CIRCLE
from people.api.complaints import ROUTES as COMPLAINTS
from people.api.consents import ROUTES as CONSENTS
from people.api.deciding import ROUTES as DECIDING
from people.api.details import ROUTES as DETAILS
from people.api.documents import ROUTES as DOCUMENTS
from people.api.finding import ROUTES as FINDING
from people.api.guarding import ROUTES as GUARDING
from people.api.looking import ROUTES as LOOKING
from people.api.merging import ROUTES as MERGING
from people.api.messages import ROUTES as MESSAGES
from people.api.people import PersonViewSet
from people.api.rectifying import ROUTES as RECTIFYING
from people.api.rights import ROUTES as RIGHTS
from people.api.staffing import ROUTES as STAFFING
from people.api.upkeep import ROUTES as UPKEEP

ROUTES = [
    *CIRCLE,
    *COMPLAINTS,
    *CONSENTS,
    *DECIDING,
    *DETAILS,
    *DOCUMENTS,
    *FINDING,
    ("people", PersonViewSet, "person"),
    *GUARDING,
    *LOOKING,
    *MERGING,
    *MESSAGES,
    *RECTIFYING,
    *RIGHTS,
    *STAFFING,
    *UPKEEP,
]
