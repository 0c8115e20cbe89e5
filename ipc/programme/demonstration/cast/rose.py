"""Rose, 67, newly referred in Luton: nothing yet, the first time she signs in."""

from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from people import registration
from people.models import Cohort


def play(password):
    team = Team("luton.example")
    person = registration.register(
        by=team.coordinator,
        given_name="Rose",
        family_name="Kelleway",
        born_on=together.born(67),
        nhs_number="9990990050",
        phone="07700 900127",
        address="27 Juniper Road, Stopsley",
        postcode="LU2 7RK",
        gp_practice="Stopsley Medical Centre",
        cohorts=[Cohort.OLDER],
    )
    together.let_sign_in(person, team, email="rose@example.org", name="Rose Kelleway", password=password)
