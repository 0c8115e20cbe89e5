"""This room through the API: what is read is written down, what is written is a verb."""

from careplans.api.about import ROUTES as ABOUT
from careplans.api.plans import ROUTES as PLANS
from careplans.api.prsb import ROUTES as PRSB
from careplans.api.reviews import ROUTES as REVIEWS

ROUTES = [*ABOUT, *PLANS, *PRSB, *REVIEWS]
