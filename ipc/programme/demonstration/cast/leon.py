"""Leon, 34, after-care under section 117: a notional budget, a course paid once, and nothing to pay."""

from budgets.drafting import ChargeExemption, open_budget
from budgets.models import Frequency, ManagementOption
from careplans import about, safety
from careplans.models import AgreementParty, ByWhom, GoalKind
from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from peersupport import introductions
from peersupport.models import Service
from people.models import (
    Basis,
    Cohort,
    ContactMethod,
    Funder,
    HowGiven,
    OrganisationKind,
    RelationshipKind,
    Ring,
    Section,
)

STORY = "leon"
NOTIONAL = ManagementOption.NOTIONAL
AFTERCARE = ChargeExemption.AFTERCARE


def play(password):
    team = Team("barnsley.example")
    person, leon = _arrive(team, password)
    together.tell(person, leon, STORY)
    about.observe(person, by=leon, is_working=True, words="Getting up for the allotment.")
    about.observe(person, by=leon, is_working=False, words="Sundays on my own.")
    together.granted(
        person,
        team,
        nhs="You get after-care, which is free, and you can choose how the money is used.",
        council="You get after-care, which the NHS and the council give together.",
    )
    together.first_idea(person, team, (7, 7, 0, 9, 0, 0))
    plan, budget = _plan(person, team)
    together.sign(budget, team, above_reason="A course that is paid once, to go back to work.")
    together.agree(plan, team, by=leon, party=AgreementParty.PERSON, how=HowGiven.ONLINE)
    group = Service.objects.filter(site_id=person.site_id, name="Hearing Voices Group").first()
    introductions.ask(
        person, by=leon, service=group, wish="Can I just listen at first?", sections=[Section.IDENTITY]
    )


def _arrive(team, password):
    person = together.arrive(
        team,
        contact_method=ContactMethod.TEXT,
        how_to_talk="Text first, then call.",
        given_name="Leon",
        family_name="Fallowes",
        born_on=together.born(34),
        nhs_number="9990990042",
        phone="07700 900742",
        address="9 Poplar Way, Hoyland",
        postcode="S74 9LF",
        gp_practice="Hoyland Medical Centre",
        cohorts=[Cohort.MENTAL_HEALTH],
    )
    leon = together.let_sign_in(
        person, team, email="leon@example.org", name="Leon Fallowes", password=password
    )
    together.around(
        person,
        team,
        people=[("Grace Fallowes", RelationshipKind.SIBLING, Ring.CLOSEST, "07700 900751")],
        rights=[(Basis.AFTER_CARE, OrganisationKind.NHS)],
        to_know=("Text before you call", "He asked for it. Calls without a text frighten him."),
    )
    return person, leon


def _plan(person, team):
    plan = together.start_plan(person, team, STORY)
    budget = open_budget(plan, by=team.coordinator)
    _well(plan, team, budget)
    _music(plan, team, budget)
    safety.add_risk(
        plan,
        by=team.coordinator,
        words="Late nights at the rehearsal room may cost me my sleep.",
        why_worth_it="Music is the only thing that is quieter than the voices.",
        what_we_do="I rehearse in the afternoon. Two nights without sleep and I skip one.",
        watched_by="Leon, with his recovery worker",
    )
    budget.refresh_from_db()
    return plan, budget


def _well(plan, team, budget):
    well = together.goal(
        plan,
        team,
        need="Leon becomes unwell when he is alone for long.",
        words="Stay out of hospital this year.",
        kind=GoalKind.HEALTH,
        importance=9,
        confidence=6,
    )
    together.paid(
        well,
        team,
        budget,
        words="A recovery worker who meets me out of the house",
        who="Recovery worker",
        by_whom=ByWhom.PROFESSIONAL,
        when="Thursday at two, by the bandstand",
        how_often="Every week",
        shares={Funder.NHS: "70.00"},
        option=NOTIONAL,
        exempt=AFTERCARE,
        week=together.at("Thu", "14:00", "15:30"),
    )
    together.free(
        well,
        team,
        words="Sunday dinner at Grace's",
        who="Leon, with his sister",
        by_whom=ByWhom.FAMILY,
        when="Sunday at one",
        how_often="Every week",
        brings="Sundays are not alone any more",
        week=together.at("Sun", "13:00", "16:00"),
    )


def _music(plan, team, budget):
    music = together.goal(
        plan,
        team,
        need="Leon has lost touch with people and with his music.",
        words="Record three songs and play one for other people.",
        kind=GoalKind.WELLBEING,
        importance=10,
        confidence=7,
    )
    together.paid(
        music,
        team,
        budget,
        words="A rehearsal room, and somebody to go with",
        who="Leon and his support worker",
        by_whom=ByWhom.PAID,
        when="Monday afternoon",
        how_often="Every week",
        shares={Funder.COUNCIL: "55.00"},
        option=NOTIONAL,
        exempt=AFTERCARE,
        week=together.at("Mon", "14:00", "17:00"),
    )
    together.paid(
        music,
        team,
        budget,
        words="A sound engineering course",
        who="Leon",
        by_whom=ByWhom.PERSON,
        when="Ten Saturdays",
        how_often="Ten times",
        shares={Funder.COUNCIL: "240.00"},
        option=NOTIONAL,
        frequency=Frequency.ONE_OFF,
        exempt=AFTERCARE,
        week=together.at("Sat", "10:00", "13:00"),
    )
    together.free(
        music,
        team,
        words="Dig and plant with others",
        who="Leon",
        by_whom=ByWhom.COMMUNITY,
        when="Tuesdays",
        how_often="Every week",
        brings="Dirt under the nails, and no questions",
        service=Service.objects.filter(site_id=plan.site_id, name="Allotment Friends").first(),
        week=together.at("Tue", "10:00", "12:00"),
    )
