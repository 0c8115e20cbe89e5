"""Margaret, 79, COPD and frailty; Susan, her daughter, receives the direct payment for her."""

from decimal import Decimal

from budgets import drafting, spending
from careplans import about
from careplans.models import AboutHeading, AgreementParty, GoalKind
from ipc.kernel.dates import today
from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from peersupport import introductions
from peersupport.models import Service
from people import authority, consent, nomination
from people.models import (
    AuthorityKind,
    Basis,
    Cohort,
    ContactMethod,
    Funder,
    HowGiven,
    InformationFormat,
    OrganisationKind,
    RelationshipKind,
    Ring,
    Section,
)

NHS, COUNCIL = Funder.NHS, Funder.COUNCIL
STORY = "margaret"


def play(password):
    team = Team("barnsley.example")
    person, margaret, susan = _arrive(team, password)
    _tell(person, margaret)
    together.first_idea(person, team, (12, 7, 18, 9, 3, 0))
    plan, budget, lines = _plan(person, team)
    together.sign(budget, team)
    budget = together.agree(plan, team, by=margaret, party=AgreementParty.PERSON, how=HowGiven.ONLINE)
    nominee = authority.record(
        person,
        by=team.coordinator,
        holder=susan,
        kind=AuthorityKind.NOMINEE,
        evidence="Nominee form signed by Margaret and Susan, seen",
        how_agreed=HowGiven.PAPER,
        starts_on=today(),
    )
    nomination.accept(nominee, by=susan)
    nomination.agree(nominee, by=team.member("manager"))
    together.pay(budget, team, STORY)
    _spend(budget, susan, lines)
    _join_the_group(person, team, margaret)
    together.around(
        person,
        team,
        people=[
            ("Joan Birkett", RelationshipKind.FRIEND, Ring.CLOSEST, "07700 900415"),
            ("Dawn Sykes", RelationshipKind.PROFESSIONAL, Ring.PAID, "07700 900433"),
            ("Dr Anwar", RelationshipKind.GP, Ring.PAID, "01632 960311"),
        ],
        rights=[(Basis.CARE_ACT, OrganisationKind.COUNCIL)],
        to_know=("Joan next door has a key", "Ring Joan if nobody opens."),
    )


def _arrive(team, password):
    person = together.arrive(
        team,
        contact_method=ContactMethod.PHONE,
        information_format=InformationFormat.LARGE,
        how_to_talk="Speak slowly. She needs a moment to catch her breath.",
        given_name="Margaret",
        family_name="Hollis",
        born_on=together.born(79),
        nhs_number="9990990018",
        phone="01632 960147",
        address="14 Clover Lane, Cudworth",
        postcode="S72 8HL",
        gp_practice="Cudworth Medical Centre",
        cohorts=[Cohort.OLDER],
    )
    margaret = together.let_sign_in(
        person, team, email="margaret@example.org", name="Margaret Hollis", password=password
    )
    relationship, susan = together.family(
        person,
        team,
        email="susan@example.org",
        password=password,
        name="Susan Garside",
        kind=RelationshipKind.CHILD,
        phone="07700 900214",
        is_carer=True,
    )
    consent.record(
        person,
        by=margaret,
        relationship=relationship,
        sections=[Section.ABOUT_ME, Section.PLAN, Section.MONEY, Section.SUPPORT],
        how_given=HowGiven.ONLINE,
    )
    return person, margaret, susan


def _tell(person, margaret):
    together.tell(
        person,
        margaret,
        {
            AboutHeading.MATTERS: "My garden, my grandchildren and my own front door. I want to die in this "
            "house, but not yet.",
            AboutHeading.PEOPLE: "Susan comes twice a week. Joan next door has a key and a kettle.",
            AboutHeading.PLEASE: "Please let me do what I can myself, even if it takes long. Please do not "
            "talk over my head.",
            AboutHeading.WELLNESS: "When I am well I walk to the gate. When I am not, I cannot finish a "
            "sentence.",
        },
    )
    about.observe(person, by=margaret, is_working=True, words="The nurse who showed me how to breathe.")
    about.observe(person, by=margaret, is_working=False, words="Somebody different every morning.")


def _plan(person, team):
    plan = together.start_plan(
        person,
        team,
        prevention="Walk to the gate each day. Flu jab in October. Ask for help early.",
        if_things_go_wrong="Blue rescue pack in the kitchen drawer. If it does not help in an hour, call "
        "111. If Margaret cannot speak, call 999, then Susan.",
        health_watched_by="The respiratory nurse at Cudworth Medical Centre",
    )
    budget = drafting.open_budget(plan, by=team.coordinator)
    lines = []
    home = together.goal(
        plan,
        team,
        need="I get out of breath when I wash and dress, and in the night I am afraid.",
        words="Get up when I like, with somebody I know.",
        kind=GoalKind.WELLBEING,
        importance=10,
        confidence=6,
    )
    lines.append(
        together.paid(
            home,
            team,
            budget,
            words="A personal assistant, 11 hours a week",
            who="Dawn, whom Margaret chose",
            when="Every morning, and Tuesday and Friday evening",
            shares={COUNCIL: "150.00", NHS: "20.00"},
        )
    )
    lungs = together.goal(
        plan,
        team,
        need="My lungs are weak and I have been in hospital three times this year.",
        words="Stay out of hospital this winter.",
        kind=GoalKind.HEALTH,
        importance=9,
        confidence=5,
    )
    lines.append(
        together.paid(
            lungs,
            team,
            budget,
            words="Breathing exercises at home with an instructor",
            who="Breathing instructor",
            when="Twice a week",
            shares={NHS: "75.00"},
        )
    )
    company = together.goal(
        plan,
        team,
        need="I have hardly seen anybody since I stopped driving.",
        words="Have a good laugh with other people every week.",
        kind=GoalKind.WELLBEING,
        importance=8,
        confidence=7,
    )
    lines.append(
        together.paid(
            company,
            team,
            budget,
            words="A taxi to the lunch club and back",
            who="Margaret",
            when="Wednesdays",
            shares={COUNCIL: "30.00"},
        )
    )
    together.free(
        company,
        team,
        words="Join the breathing group; somebody walks in with me the first time",
        who="Margaret, with the community navigator",
        when="Every week",
        service=_group(person),
    )
    drafting.set_contribution(budget, by=team.coordinator, weekly_amount=Decimal("32.00"))
    budget.refresh_from_db()
    return plan, budget, lines


def _group(person):
    return (
        Service.objects.filter(site_id=person.site_id, name__startswith="Breathe Easy").order_by("pk").first()
    )


def _spend(budget, susan, lines):
    assistant, instructor, taxi = lines
    bought = [
        (assistant, "170.00", "Dawn, first week"),
        (instructor, "37.50", "First breathing lesson"),
        (taxi, "12.80", "Taxi to the lunch club"),
    ]
    for number, (line, amount, what) in enumerate(bought):
        spending.record(
            budget,
            by=susan,
            key=together.key(STORY, f"spend {number}"),
            line=line,
            amount=Decimal(amount),
            spent_on=today(),
            what=what,
        )


def _join_the_group(person, team, margaret):
    introduction = introductions.ask(
        person,
        by=margaret,
        service=_group(person),
        wish="I would like to come, but I am shy about the oxygen bottle.",
        sections=[Section.IDENTITY],
    )
    introductions.answer(
        introduction,
        by=team.navigator,
        is_welcome=True,
        answer="Welcome, Margaret. Half of us bring a bottle. Jean will wait for you at the door.",
    )
