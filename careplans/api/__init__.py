"""This room through the API: what is read is written down, what is written is a verb."""

from careplans.api.about import ROUTES as ABOUT
from careplans.api.agreement import ROUTES as AGREEMENT
from careplans.api.changes import ROUTES as CHANGES
from careplans.api.dialogue import ROUTES as DIALOGUE
from careplans.api.media import ROUTES as MEDIA
from careplans.api.participants import ROUTES as PARTICIPANTS
from careplans.api.plans import ROUTES as PLANS
from careplans.api.progress import ROUTES as PROGRESS
from careplans.api.prsb import ROUTES as PRSB
from careplans.api.reviews import ROUTES as REVIEWS
from careplans.api.safety import ROUTES as SAFETY
from careplans.api.templates import ROUTES as TEMPLATES
from careplans.api.wellbeing import ROUTES as WELLBEING

ROUTES = [
    *ABOUT,
    *AGREEMENT,
    *CHANGES,
    *DIALOGUE,
    *MEDIA,
    *PARTICIPANTS,
    *PLANS,
    *PROGRESS,
    *PRSB,
    *REVIEWS,
    *SAFETY,
    *TEMPLATES,
    *WELLBEING,
]
