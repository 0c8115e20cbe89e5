"""Aiden, 9, cerebral palsy, with an education, health and care plan; Claire, his mother, decides for him."""

from budgets.drafting import open_budget
from careplans import about
from careplans.models import AboutHeading, AgreementParty, GoalKind
from ipc.kernel.dates import today
from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from peersupport.models import Service
from people import authority
from people.models import (
    AuthorityKind,
    Basis,
    Cohort,
    ContactMethod,
    Funder,
    HowGiven,
    OrganisationKind,
    RelationshipKind,
    Ring,
)


def play(password):
    team = Team("barnsley.example")
    person, claire = _arrive(team, password)
    together.tell(
        person,
        claire,
        {
            AboutHeading.MATTERS: "Swimming, my dog Biscuit, and being asked. I choose with my eyes.",
            AboutHeading.TALKING: "I look up for yes and down for no. Wait for me.",
            AboutHeading.PLEASE: "Please do not lift me without telling me.",
        },
        helped_by="Mum wrote it, I chose the words",
    )
    about.observe(person, by=claire, is_working=True, words="His teacher and his talker.")
    about.observe(person, by=claire, is_working=False, words="Nights. Nobody has slept through for a year.")
    together.first_idea(person, team, (36, 12, 9, 5, 0, 9))
    plan, budget = _plan(person, team)
    together.sign(budget, team)
    budget = together.agree(plan, team, by=claire, party=AgreementParty.REPRESENTATIVE, how=HowGiven.ONLINE)
    together.pay(budget, team, "aiden")
    together.around(
        person,
        team,
        people=[
            ("Nana Pat", RelationshipKind.OTHER, Ring.CLOSEST, "07700 900377"),
            ("Miss Lowe", RelationshipKind.PROFESSIONAL, Ring.PAID, "01632 960340"),
        ],
        rights=[
            (Basis.EHC_PLAN, OrganisationKind.EDUCATION),
            (Basis.CHILDRENS_CONTINUING_CARE, OrganisationKind.NHS),
        ],
    )


def _arrive(team, password):
    person = together.arrive(
        team,
        contact_method=ContactMethod.LETTER,
        how_to_talk="Aiden answers yes and no with his eyes. Speak to him, then to Claire.",
        given_name="Aiden",
        family_name="Brockbank",
        born_on=together.born(9),
        nhs_number="9990990026",
        address="3 Kiln Close, Wombwell",
        postcode="S73 0BQ",
        gp_practice="Wombwell Medical Centre",
        cohorts=[Cohort.CHILD],
    )
    _relationship, claire = together.family(
        person,
        team,
        email="claire@example.org",
        password=password,
        name="Claire Brockbank",
        kind=RelationshipKind.PARENT,
        phone="07700 900361",
        is_carer=True,
        lives_with_person=True,
    )
    authority.record(
        person,
        by=team.coordinator,
        holder=claire,
        kind=AuthorityKind.PARENT,
        evidence="Birth certificate, seen",
        starts_on=today(),
    )
    return person, claire


def _plan(person, team):
    plan = together.start_plan(
        person,
        team,
        prevention="Stretches every day. Call the nurse early when his chest is rattly.",
        if_things_go_wrong="A seizure longer than five minutes: medicine from the red bag, then 999.",
        health_watched_by="Children's community nurse",
    )
    budget = open_budget(plan, by=team.coordinator)
    nights = together.goal(
        plan,
        team,
        need="Aiden needs somebody trained beside him at night.",
        words="Sleep, all of us, at least three nights a week.",
        kind=GoalKind.HEALTH,
        importance=10,
        confidence=6,
    )
    together.paid(
        nights,
        team,
        budget,
        words="A trained night assistant, two nights a week",
        who="Night assistant",
        when="Tuesdays and Fridays",
        shares={Funder.NHS: "240.00"},
    )
    outside = together.goal(
        plan,
        team,
        need="Aiden cannot join in with other children without help.",
        words="Swim every week and go where other children go.",
        kind=GoalKind.WELLBEING,
        importance=9,
        confidence=7,
    )
    together.paid(
        outside,
        team,
        budget,
        words="A helper for swimming and Saturday Club",
        who="Helper chosen by Aiden",
        when="Thursdays and Saturdays",
        shares={Funder.COUNCIL: "85.00"},
    )
    together.free(
        outside,
        team,
        words="Claire meets other parents",
        who="Claire",
        when="Once a month",
        service=Service.objects.filter(site_id=person.site_id, name="Parents Together").first(),
    )
    talking = together.goal(
        plan,
        team,
        need="Aiden learns to speak with a talker.",
        words="Tell a joke to his class with the talker.",
        kind=GoalKind.LEARNING,
        importance=9,
        confidence=8,
    )
    together.paid(
        talking,
        team,
        budget,
        words="Lessons with the talker at home",
        who="Speech and language therapist",
        when="Once a week in term",
        shares={Funder.EDUCATION: "45.00"},
    )
    budget.refresh_from_db()
    return plan, budget
