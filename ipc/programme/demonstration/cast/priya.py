"""Priya, 27, learning disability and autism: her money is held for her; Dev, her brother, sees parts."""

from budgets.drafting import open_budget
from budgets.models import ManagementOption
from careplans import about, dialogue, keeping, safety
from careplans.models import AgreementParty, ByWhom, GoalKind, PartOfDay, Side, Verdict
from ipc.kernel.dates import plus_months, today
from ipc.programme.demonstration.cast import together
from ipc.programme.demonstration.cast.together import Team
from peersupport.models import Service
from people import best_interests, capacity
from people.models import (
    Basis,
    Cohort,
    ContactMethod,
    DecisionTopic,
    Funder,
    HowGiven,
    InformationFormat,
    OrganisationKind,
    Outcome,
    RelationshipKind,
    Ring,
    Section,
)

HELD = ManagementOption.THIRD_PARTY
STORY = "priya"


def play(password):
    team = Team("barnsley.example")
    person, priya, dev = _arrive(team, password)
    together.tell(person, priya, STORY, helped_by="My key worker typed it")
    about.observe(person, by=priya, is_working=True, words="My picture timetable.")
    about.observe(person, by=priya, is_working=False, words="New people at weekends.")
    together.granted(
        person,
        team,
        nhs="You need help with medicines and health checks by people who know you well.",
        council="You need help through the day, and the council must make sure that you get it.",
    )
    together.first_idea(person, team, (18, 12, 40, 20, 41, 0))
    _ask_whether_she_can_decide(person, team)
    nurse = _involve(person, team, priya)
    plan, budget = _plan(person, team)
    _talk_it_over(plan, team, priya, dev)
    together.sign(budget, team)
    together.agrees_as_professional(plan, nurse)
    together.agree(plan, team, by=priya, party=AgreementParty.PERSON, how=HowGiven.ONLINE)
    together.around(
        person,
        team,
        people=[
            ("Meera Mistryn", RelationshipKind.PARENT, Ring.CLOSEST, "07700 900590"),
            ("Sal from the trains group", RelationshipKind.FRIEND, Ring.GROUPS, ""),
        ],
        rights=[(Basis.CARE_ACT, OrganisationKind.COUNCIL)],
        to_know=("Send a picture of who comes", "New people frighten her unless she has seen a picture."),
    )


def _arrive(team, password):
    person = together.arrive(
        team,
        contact_method=ContactMethod.LETTER,
        information_format=InformationFormat.EASY_READ,
        how_to_talk="Short sentences and pictures. Tell her beforehand what will happen.",
        given_name="Priya",
        family_name="Mistryn",
        born_on=together.born(27),
        nhs_number="9990990034",
        address="Flat 2, 41 Foundry Street, Barnsley",
        postcode="S70 2AB",
        gp_practice="Barnsley Medical Centre",
        cohorts=[Cohort.LEARNING],
    )
    priya = together.let_sign_in(
        person, team, email="priya@example.org", name="Priya Mistryn", password=password
    )
    _relationship, dev = together.family(
        person,
        team,
        email="dev@example.org",
        password=password,
        name="Dev Mistryn",
        kind=RelationshipKind.SIBLING,
        phone="07700 900588",
        is_carer=True,
    )
    return person, priya, dev


def _involve(person, team, priya):
    """Priya says who takes part: her brother, and the nurse who sends a picture before she comes."""
    brother = person.relationships.get(name="Dev Mistryn")
    together.takes_part(
        person,
        team,
        by=priya,
        side=Side.FAMILY,
        relationship=brother,
        sections=[Section.IDENTITY, Section.PLAN, Section.SUPPORT],
    )
    nurse = team.member("nurse")
    sections = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
    together.takes_part(person, team, by=priya, side=Side.NHS, user=nurse, sections=sections)
    return nurse


def _plan(person, team):
    plan = together.start_plan(person, team, STORY)
    budget = open_budget(plan, by=team.coordinator)
    _own_flat(plan, team, budget)
    _calm(plan, team, budget)
    budget.refresh_from_db()
    return plan, budget


def _own_flat(plan, team, budget):
    flat = together.goal(
        plan,
        team,
        need="Priya needs somebody with her to cook, shop and stay safe.",
        words="Live in my own flat and cook three meals myself.",
        kind=GoalKind.WELLBEING,
        importance=10,
        confidence=7,
    )
    together.paid(
        flat,
        team,
        budget,
        words="Support workers whom Priya helped to choose",
        who="Dearne Valley Independent Living",
        by_whom=ByWhom.PAID,
        when="Every day and night",
        how_often="Somebody is always there",
        shares={Funder.COUNCIL: "560.00"},
        option=HELD,
        week=together.at(together.EVERY_DAY, "08:00", "12:00")
        + together.at(together.EVERY_DAY, "17:00", "21:00")
        + together.at(together.EVERY_DAY, part=PartOfDay.NIGHT),
    )
    together.free(
        flat,
        team,
        words="Cook from the picture cards",
        who="Priya",
        by_whom=ByWhom.PERSON,
        when="At five o'clock",
        how_often="Three times a week",
        brings="My own dinner, the way I like it",
        week=together.at("Mon Wed Fri", "17:00", "18:00"),
    )
    together.free(
        flat,
        team,
        words="Speak up with others",
        who="Priya",
        by_whom=ByWhom.COMMUNITY,
        when="Once a month",
        how_often="Once a month",
        brings="Say what should be better, and be heard",
        service=Service.objects.filter(site_id=plan.site_id, name__startswith="Speak Up").first(),
    )


def _calm(plan, team, budget):
    calm = together.goal(
        plan,
        team,
        need="Priya becomes very anxious and hurts herself when plans change.",
        words="Have fewer bad days, and know what to do on one.",
        kind=GoalKind.HEALTH,
        importance=9,
        confidence=5,
    )
    together.paid(
        calm,
        team,
        budget,
        words="A specialist nurse works with Priya and her team",
        who="Specialist nurse",
        by_whom=ByWhom.PROFESSIONAL,
        when="Tuesday at two, always the same nurse",
        how_often="Every week",
        shares={Funder.NHS: "150.00"},
        option=HELD,
        week=together.at("Tue", "14:00", "15:00"),
    )
    together.paid(
        calm,
        team,
        budget,
        words="Train journeys with a support worker",
        who="Support worker",
        by_whom=ByWhom.PAID,
        when="Saturdays",
        how_often="Every week",
        shares={Funder.COUNCIL: "50.00"},
        option=HELD,
        week=together.at("Sat", "13:00", "16:30"),
    )
    together.free(
        calm,
        team,
        words="Meet somebody who is autistic and likes trains too",
        who="A peer supporter",
        by_whom=ByWhom.COMMUNITY,
        when="When Priya feels ready",
        how_often="Once a fortnight",
        brings="Somebody who knows what it is like",
        service=Service.objects.public()
        .filter(site_id=plan.site_id, name__endswith="who is autistic and likes trains")
        .first(),
    )


def _talk_it_over(plan, team, priya, dev):
    """Priya wants to go to the station by herself; Dev would rather not. One part she keeps from him."""
    safety.add_risk(
        plan,
        by=team.coordinator,
        words="I may be frightened at the station when I am alone.",
        why_worth_it="It is my favourite place. I know it better than anybody.",
        what_we_do="I go at quiet times. I carry my card with Dev's number. I ring when I am there.",
        watched_by="The staff at the ticket office, who know Priya",
        is_significant=True,
    )
    station = plan.risks.get()
    dialogue.answer(station, by=priya, verdict=Verdict.AGREES)
    why = "I would like somebody to go with her in the evening."
    dialogue.answer(station, by=dev, verdict=Verdict.DISAGREES, reason=why)
    keeping.keep(plan.person, by=priya, reader=dev, line=plan.needs.get(words__startswith="Priya becomes"))


def _ask_whether_she_can_decide(person, team):
    """One decision, at one time: her account. Everything else she decides herself, her plan too."""
    again_on = plus_months(today(), 6)
    found = capacity.assess(person, by=team.coordinator, review_due_on=again_on, **FOUND)
    best_interests.decide(found, by=team.coordinator, **DECIDED)


FOUND = {
    "topic": DecisionTopic.MONEY,
    "decision": "Whether to look after the bank account that her support workers are paid from",
    "help_given": "Pictures of bills and coins, two short talks on different days with her key worker, and "
    "a week of paying for her own shopping.",
    "understands": True,
    "understands_evidence": "“It is money for my helpers. It is not for trains.”",
    "retains": True,
    "retains_evidence": "She told it to her key worker the next morning.",
    "weighs": False,
    "weighs_evidence": "She could not compare what happens if a bill is paid late with what happens if it "
    "is paid twice, with pictures and on two days.",
    "communicates": True,
    "communicates_evidence": "She says and points to what she wants.",
    "impairment": "A learning disability",
    "causal_link": "Because of it she cannot hold several amounts and dates against each other, also with "
    "help.",
    "outcome": Outcome.CANNOT,
}
DECIDED = {
    "wishes": "“I choose who comes. Somebody else does the letters.” She wants to pay in shops herself.",
    "options": "A direct payment to Dev as her representative; an organisation that holds the money; a "
    "notional budget. Waiting: her support cannot wait.",
    "consulted": "Dev, her brother: he does not want to hold the money and be her brother too. Her key "
    "worker: an organisation she can visit.",
    "less_restrictive": "She chooses her workers and keeps her own card for small things. Only the account "
    "is held for her.",
    "outcome": "An organisation holds the money for her. She chooses who works for her, and sees every "
    "statement in pictures.",
}
