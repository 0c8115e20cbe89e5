"""Groups and peers that some of them asked to meet, and what the navigator answered."""

from ipc.programme.demonstration.crowd.fates import DAYS_TO_AGREE
from ipc.programme.demonstration.crowd.persons import of
from peersupport.models import Introduction, IntroductionStatus, Service, ServiceKind
from people.models import Consent, ConsentPurpose, HowGiven, Section, User

WISHES = [
    "I would like to meet others who know what it is like.",
    "I would rather start with somebody by my side.",
    "Please call my daughter first, she can bring me.",
    "",
]
SHARED = [Section.IDENTITY]


def write(site, fates):
    services = list(Service.objects.public().filter(site=site).order_by("pk"))
    navigator = User.objects.get(email=f"navigator@{site.email.partition('@')[2]}")
    asked = [fate for fate in fates if fate.state.lives_with_plan and fate.dice.true(0.35)]
    Consent.objects.bulk_create([_consent(fate, services) for fate in asked])
    Introduction.objects.bulk_create([_introduction(fate, navigator) for fate in asked])


def _consent(fate, services):
    meets = [one for one in services if one.kind != ServiceKind.SERVICE]
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
        "answer": "You are very welcome. Somebody will wait for you at the door.",
    }
    return Introduction(
        **of(fate),
        service=fate.rows["service"],
        wish=fate.dice.choice(WISHES),
        shared=fate.rows["consent"].in_words,
        consent=fate.rows["consent"],
        asked_at=fate.moment(DAYS_TO_AGREE + 3),
        asked_by=fate.coordinator,
        **(answered if is_answered else {}),
    )
