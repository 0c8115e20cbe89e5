"""Aiden, 9, cerebral palsy, with an education, health and care plan; Claire, his mother, decides for him."""

from budgets.drafting import open_budget
from careplans import about, dialogue, safety
from careplans.models import AgreementParty, ByWhom, GoalKind, LineKind, PartOfDay, Side, Verdict
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
    Section,
)

STORY = "aiden"
EVERYBODY = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]


def play(password):
    team = Team("barnsley.example")
    person, claire = _arrive(team, password)
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
    together.tell(person, claire, STORY, helped_by="Mum wrote it, I chose the words")
    about.observe(person, by=claire, is_working=True, words="His teacher and his talker.")
    about.observe(person, by=claire, is_working=False, words="Nights. Nobody has slept through for a year.")
    together.granted(
        person,
        team,
        nhs="Aiden has continuing care, so there is a right to a personal health budget.",
        council="Aiden is a disabled child whom the council helps under the Children Act.",
        education="You asked while the education, health and care plan was being looked at again.",
    )
    together.first_idea(person, team, (36, 12, 9, 5, 0, 9))
    nurse, teacher = _involve(person, team, claire)
    plan, budget = _plan(person, team)
    _talk_it_over(plan, team, claire, teacher)
    together.sign(budget, team)
    for colleague in (nurse, teacher):
        together.agrees_as_professional(plan, colleague)
    budget = together.agree(plan, team, by=claire, party=AgreementParty.REPRESENTATIVE, how=HowGiven.ONLINE)
    together.pay(budget, team, STORY)


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


def _involve(person, team, claire):
    """Claire says who takes part: the nurse who knows his nights, and his teacher."""
    colleagues = team.member("nurse"), team.member("teacher")
    for side, colleague in zip((Side.NHS, Side.EDUCATION), colleagues, strict=True):
        together.takes_part(
            person, team, by=claire, side=side, user=colleague, may_write=True, sections=EVERYBODY
        )
    return colleagues


def _plan(person, team):
    plan = together.start_plan(person, team, STORY)
    budget = open_budget(plan, by=team.coordinator)
    _nights(plan, team, budget)
    _outside(plan, team, budget)
    _talking(plan, team, budget)
    budget.refresh_from_db()
    return plan, budget


def _nights(plan, team, budget):
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
        by_whom=ByWhom.PAID,
        when="Tuesdays and Fridays",
        how_often="Two nights a week",
        shares={Funder.NHS: "240.00"},
        week=together.at("Tue Fri", "22:00", "06:00", part=PartOfDay.NIGHT),
    )
    together.free(
        nights,
        team,
        words="Nana Pat sleeps here",
        who="Nana Pat",
        by_whom=ByWhom.FAMILY,
        when="Sunday night",
        how_often="Every week",
        brings="A song, and a whole night for Mum",
        week=together.at("Sun", part=PartOfDay.NIGHT),
    )


def _outside(plan, team, budget):
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
        by_whom=ByWhom.PAID,
        when="Thursdays and Saturdays",
        how_often="Twice a week",
        shares={Funder.COUNCIL: "85.00"},
        week=together.at("Thu", "16:00", "17:30") + together.at("Sat", "10:00", "12:30"),
    )
    together.free(
        outside,
        team,
        words="Claire meets other parents",
        who="Claire",
        by_whom=ByWhom.COMMUNITY,
        when="Once a month",
        how_often="Once a month",
        brings="People who know, and somebody to laugh with",
        service=Service.objects.filter(site_id=plan.site_id, name="Parents Together").first(),
    )


def _talking(plan, team, budget):
    talking = together.goal(
        plan,
        team,
        need="Aiden learns to speak with a talker.",
        words="Tell a joke to his class with the talker.",
        kind=GoalKind.LEARNING,
        ehc_reference="Section E, outcome 2: Aiden starts a conversation with other children",
        importance=9,
        confidence=8,
    )
    together.paid(
        talking,
        team,
        budget,
        words="Lessons with the talker at home",
        who="Speech and language therapist",
        by_whom=ByWhom.PROFESSIONAL,
        when="Once a week in term",
        how_often="Once a week",
        shares={Funder.EDUCATION: "45.00"},
        week=together.at("Mon", "16:00", "16:45"),
    )
    together.free(
        talking,
        team,
        words="Practise one joke a week with Theo",
        who="Aiden and Theo",
        by_whom=ByWhom.PERSON,
        when="After swimming",
        how_often="Once a week",
        brings="A joke ready for Friday",
        week=together.at("Thu", "17:30"),
    )


def _talk_it_over(plan, team, claire, teacher):
    """The teacher has a better day for the lessons; Claire says yes, and the coordinator takes it in."""
    safety.add_risk(
        plan,
        by=team.coordinator,
        words="Aiden may swallow water when he swims.",
        why_worth_it="In the water he moves by himself. Nothing else makes him laugh like that.",
        what_we_do="The helper stays within arm's reach. The red bag is at the side of the pool.",
        watched_by="The helper, and the pool's lifeguard who knows him",
        is_significant=True,
    )
    lessons = plan.actions.get(words="Lessons with the talker at home")
    asked = dialogue.propose(
        plan,
        by=teacher,
        kind=LineKind.ACTION,
        line=lessons,
        change={"when": "Mondays in term, after school, with what his class learned that day"},
        reason="Then he can use the same words in class on Tuesday.",
    )
    dialogue.answer(asked, by=claire, verdict=Verdict.AGREES)
    dialogue.settle(asked, by=team.coordinator, accept=True, why="Everybody likes it.")
