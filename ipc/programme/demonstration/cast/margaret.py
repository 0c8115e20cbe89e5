"""Margaret, 79, COPD and frailty; Susan, her daughter, receives the direct payment for her."""

from decimal import Decimal

from budgets import drafting
from careplans import about, dialogue, progress, safety
from careplans.models import AgreementParty, ByWhom, GoalKind, LineKind, Side, Stage, Verdict
from ipc.kernel.dates import today
from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from peersupport import introductions
from peersupport.models import Service
from people import authority, nomination
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
    together.granted(
        person,
        team,
        nhs="Your lungs need care at home every day, and you asked to choose who gives it.",
        council="You need help in the mornings and the council must make sure that you get it.",
    )
    together.first_idea(person, team, (12, 7, 18, 9, 3, 0))
    nurse = _involve(person, team, margaret)
    plan, budget, lines = _plan(person, team)
    _talk_it_over(plan, team, margaret, susan)
    together.sign(budget, team)
    together.agrees_as_professional(plan, nurse)
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
    laugh = plan.goals.get(words__startswith="Have a good laugh")
    progress.note(laugh, by=margaret, stage=Stage.STARTED, how_near=3, words="I went once. I laughed twice.")
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
    _relationship, susan = together.family(
        person,
        team,
        email="susan@example.org",
        password=password,
        name="Susan Garside",
        kind=RelationshipKind.CHILD,
        phone="07700 900214",
        is_carer=True,
    )
    return person, margaret, susan


def _tell(person, margaret):
    together.tell(person, margaret, STORY)
    about.observe(person, by=margaret, is_working=True, words="The nurse who showed me how to breathe.")
    about.observe(person, by=margaret, is_working=False, words="Somebody different every morning.")


EVERYBODY = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]


def _plan(person, team):
    plan = together.start_plan(person, team, STORY)
    budget = drafting.open_budget(plan, by=team.coordinator)
    lines = [*_mornings(plan, team, budget), *_lungs(plan, team, budget), *_company(plan, team, budget)]
    drafting.set_contribution(budget, by=team.coordinator, weekly_amount=Decimal("32.00"))
    budget.refresh_from_db()
    return plan, budget, lines


def _mornings(plan, team, budget):
    home = together.goal(
        plan,
        team,
        need="I get out of breath when I wash and dress, and in the night I am afraid.",
        words="Get up when I like, with somebody I know.",
        kind=GoalKind.WELLBEING,
        importance=10,
        confidence=6,
    )
    yield together.paid(
        home,
        team,
        budget,
        words="A personal assistant, 11 hours a week",
        who="Dawn, whom Margaret chose",
        by_whom=ByWhom.PAID,
        when="Every morning, and Tuesday and Friday evening",
        how_often="Nine visits a week",
        shares={COUNCIL: "150.00", NHS: "20.00"},
        week=together.at(together.EVERY_DAY, "08:00", "09:15") + together.at("Tue Fri", "19:00", "20:00"),
    )


def _lungs(plan, team, budget):
    lungs = together.goal(
        plan,
        team,
        need="My lungs are weak and I have been in hospital three times this year.",
        words="Stay out of hospital this winter.",
        kind=GoalKind.HEALTH,
        importance=9,
        confidence=5,
    )
    yield together.paid(
        lungs,
        team,
        budget,
        words="Breathing exercises at home with an instructor",
        who="Breathing instructor",
        by_whom=ByWhom.PAID,
        when="Monday and Thursday, at eleven",
        how_often="Twice a week",
        shares={NHS: "75.00"},
        week=together.at("Mon Thu", "11:00", "11:45"),
    )
    together.free(
        lungs,
        team,
        words="Walk to the gate and back, with the frame",
        who="Margaret",
        by_whom=ByWhom.PERSON,
        when="After breakfast",
        how_often="Every day I can",
        brings="Breath, sky, and a look at the sweet peas",
        week=together.at(together.EVERY_DAY, "10:00"),
    )


def _company(plan, team, budget):
    company = together.goal(
        plan,
        team,
        need="I have hardly seen anybody since I stopped driving.",
        words="Have a good laugh with other people every week.",
        kind=GoalKind.WELLBEING,
        importance=8,
        confidence=7,
    )
    yield together.paid(
        company,
        team,
        budget,
        words="A taxi to the lunch club and back",
        who="Margaret",
        by_whom=ByWhom.PERSON,
        when="Wednesdays",
        how_often="Once a week",
        shares={COUNCIL: "30.00"},
        week=together.at("Wed", "12:00", "14:30"),
    )
    together.free(
        company,
        team,
        words="Join the breathing group; somebody walks in with me the first time",
        who="Margaret, with the community navigator",
        by_whom=ByWhom.COMMUNITY,
        when="Thursday afternoon",
        how_often="Every week",
        brings="People who know what it is like, and a song at the end",
        service=_group(plan.person),
        week=together.at("Thu", "14:00", "15:30"),
    )
    together.free(
        company,
        team,
        words="Joan looks in with her knitting",
        who="Joan, next door",
        by_whom=ByWhom.FAMILY,
        when="Sunday at four",
        how_often="Every week",
        brings="Company when the day is longest",
        week=together.at("Sun", "16:00", "17:00"),
    )


def _talk_it_over(plan, team, margaret, susan):
    """Susan worries about the gate, Margaret wants it all the same: both stand in the plan, side by side."""
    risk = safety.add_risk(
        plan,
        by=team.coordinator,
        words="I may fall on the way to the gate.",
        why_worth_it="If I cannot get to my garden I might as well be in a home.",
        what_we_do="I take the frame, wear my alarm, and go when Dawn is here. In ice I stay in.",
        watched_by="Dawn, and Joan from her window",
        is_significant=True,
    )
    dialogue.answer(risk, by=margaret, verdict=Verdict.AGREES)
    why = "I would be happier if she only went when somebody is beside her."
    dialogue.answer(risk, by=susan, verdict=Verdict.DISAGREES, reason=why)
    club = plan.actions.get(words="A taxi to the lunch club and back")
    asked = dialogue.propose(
        plan,
        by=susan,
        kind=LineKind.ACTION,
        line=club,
        change={"who": "Margaret, and her friend Joan comes too"},
        reason="The taxi has two seats, and Joan would like to.",
    )
    dialogue.answer(asked, by=margaret, verdict=Verdict.AGREES)
    dialogue.settle(asked, by=team.coordinator, accept=True, why="A good idea, and it costs no more.")


def _involve(person, team, margaret):
    """Margaret says who takes part: her daughter, the nurse who knows her lungs, and Joan with a kettle."""
    daughter = person.relationships.get(name="Susan Garside")
    together.takes_part(
        person,
        team,
        by=margaret,
        side=Side.FAMILY,
        relationship=daughter,
        sections=[Section.IDENTITY, Section.ABOUT_ME, Section.PLAN, Section.MONEY, Section.SUPPORT],
    )
    nurse = team.member("nurse")
    together.takes_part(
        person, team, by=margaret, side=Side.NHS, user=nurse, may_write=True, sections=EVERYBODY
    )
    together.takes_part(person, team, by=margaret, side=Side.FAMILY, name="Joan Birkett")
    return nurse


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
    together.spend(budget, susan, STORY, bought)


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
