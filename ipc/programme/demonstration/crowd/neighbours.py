"""Groups that some of them asked to join, step by step, and what the navigator answered."""

from ipc.programme.demonstration.crowd.fates import DAYS_TO_AGREE
from ipc.programme.demonstration.crowd.persons import of
from peersupport.models import Introduction, IntroductionStatus, Route, Service, ServiceKind, Step
from people.models import Consent, ConsentPurpose, HowGiven, Section, User

WISHES = [
    "I would like to meet others who know what it is like.",
    "I would rather start with somebody by my side.",
    "Please call my daughter first, she can bring me.",
    "",
]
WELCOME = "You are very welcome. Somebody will wait for you at the door."
SHARED = [Section.IDENTITY]


def write(site, fates):
    services = list(Service.objects.public().filter(site=site).order_by("pk"))
    navigator = User.objects.get(email=f"navigator@{site.email.partition('@')[2]}")
    asked = [fate for fate in fates if fate.state.lives_with_plan and fate.dice.true(0.35)]
    Consent.objects.bulk_create([_consent(fate, services) for fate in asked])
    made = Introduction.objects.bulk_create([_introduction(fate, navigator) for fate in asked])
    Step.objects.bulk_create(step for one in made for step in _steps(one))


def _consent(fate, services):
    meets = [one for one in services if one.kind in (ServiceKind.GROUP, ServiceKind.ACTIVITY)]
    fate.rows["service"] = fate.dice.choice([one for one in meets if fate.cohort in one.cohorts])
    fate.rows["consent"] = Consent(
        **of(fate),
        purpose=ConsentPurpose.INTRODUCTION,
        organisation=fate.rows["service"].organisation,
        sections=SHARED,
        how_given=HowGiven.IN_PERSON,
        given_at=fate.moment(DAYS_TO_AGREE + 3),
        given_by=fate.coordinator,
    )
    return fate.rows["consent"]


def _introduction(fate, navigator):
    is_answered = fate.dice.true(0.7)
    answered = {
        "status": IntroductionStatus.ACCEPTED,
        "answered_at": fate.moment(DAYS_TO_AGREE + 7),
        "answered_by": navigator,
        "answer": WELCOME,
        "status_since": fate.moment(DAYS_TO_AGREE + 7),
    }
    asked_at = fate.moment(DAYS_TO_AGREE + 3)
    return Introduction(
        **of(fate),
        service=fate.rows["service"],
        wish=fate.dice.choice(WISHES),
        shared=fate.rows["consent"].in_words,
        consent=fate.rows["consent"],
        route=Route.COLLEAGUE,
        why="They would like to meet people again.",
        asked_at=asked_at,
        asked_by=fate.coordinator,
        **({"status_since": asked_at} | (answered if is_answered else {})),
    )


def _steps(introduction):
    """Yield how it came to stand where it stands."""
    about = {
        "site_id": introduction.site_id,
        "person_id": introduction.person_id,
        "introduction": introduction,
    }
    asked, welcome = IntroductionStatus.ASKED, IntroductionStatus.ACCEPTED
    yield Step(**about, status=asked, at=introduction.asked_at, by=introduction.asked_by)
    if introduction.status == welcome:
        at, by = introduction.answered_at, introduction.answered_by
        yield Step(**about, from_status=asked, status=welcome, words=introduction.answer, at=at, by=by)
