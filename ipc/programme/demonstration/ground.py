"""The ground: sites, the organisations there, who works for them, and the rules for the money."""

import datetime as dt
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from budgets.models import AllocationAnswer, AllocationPolicy, AllocationQuestion, AllocationRate
from ipc.kernel.dates import today
from ipc.programme.demonstration import money
from ipc.programme.demonstration.names import Dice
from ipc.programme.demonstration.places import JOINED_ON, PLACES
from people.models import (
    Funder,
    Organisation,
    OrganisationKind,
    Role,
    RoleAssignment,
    Site,
    SiteDistrict,
    Team,
    TeamMember,
    User,
)

PEOPLE_PER_COORDINATOR = 40
TEAM = [
    ("manager", Role.MANAGER, OrganisationKind.COUNCIL),
    ("nhs", Role.APPROVER, OrganisationKind.NHS),
    ("council", Role.APPROVER, OrganisationKind.COUNCIL),
    ("education", Role.APPROVER, OrganisationKind.EDUCATION),
    ("finance", Role.FINANCE, OrganisationKind.COUNCIL),
    ("navigator", Role.NAVIGATOR, OrganisationKind.VOLUNTARY),
    ("provider", Role.HOLDER, OrganisationKind.PROVIDER),
    ("admin", Role.SITE_ADMIN, OrganisationKind.COUNCIL),
]
# Colleagues of other organisations, who take part in the plans of those who asked them to.
PARTNERS = [
    ("nurse", Role.PARTNER, OrganisationKind.NHS),
    ("teacher", Role.PARTNER, OrganisationKind.EDUCATION),
    ("charity", Role.PARTNER, OrganisationKind.VOLUNTARY),
]
QUESTIONS = [
    (
        Funder.NHS,
        "How much help with your health do you need at home?",
        "Think of an ordinary week.",
        [
            ("None", 0),
            ("Some help most weeks", 7),
            ("Some help every day", 12),
            ("Help several times a day", 18),
            ("Somebody trained close by most of the time", 36),
        ],
    ),
    (
        Funder.NHS,
        "How often does your health get worse suddenly?",
        "So that somebody has to come, or you go to hospital.",
        [("Hardly ever", 0), ("A few times a year", 7), ("About every month", 12)],
    ),
    (
        Funder.COUNCIL,
        "How much help do you need to wash, dress and eat?",
        "",
        [
            ("None", 0),
            ("A little, now and then", 3),
            ("Some help each day", 9),
            ("Help with most of it", 18),
            ("Help with all of it", 40),
        ],
    ),
    (
        Funder.COUNCIL,
        "How much help do you need to get out and see people?",
        "",
        [
            ("None", 0),
            ("A little", 2),
            ("Help with new places", 5),
            ("Somebody with me each time", 9),
            ("Two people with me", 20),
        ],
    ),
    (
        Funder.COUNCIL,
        "How much help do you need to be safe at home, day and night?",
        "",
        [
            ("None", 0),
            ("Somebody looks in", 3),
            ("Somebody on call", 6),
            ("Somebody there in the day", 12),
            ("Somebody there day and night", 41),
        ],
    ),
    (
        Funder.EDUCATION,
        "How much extra help to learn does your education, health and care plan say?",
        "Choose the first answer if there is no such plan.",
        [("There is no such plan", 0), ("Some", 5), ("A lot", 9), ("Help all day", 16)],
    ),
]


def lay(people, password):
    """Make what is missing of sites, organisations, staff and rules, for about ``people`` people."""
    hashed = make_password(password)
    for place in PLACES:
        site = _site(place)
        organisations = _organisations(site, place)
        _staff(site, place, organisations, coordinators_of(place, people), hashed)
        _money_rules(site, place)
        money.rules(site, financial_year(today()))
    _programme_staff(hashed)


def people_of(place, people):
    """Return how many of ``people`` live in ``place``."""
    return round(people * place.share / sum(one.share for one in PLACES))


def coordinators_of(place, people):
    return max(1, -(-people_of(place, people) // PEOPLE_PER_COORDINATOR))


def coordinator_email(place, number):
    """Return the sign-in of the ``number``-th coordinator of ``place``; the first has no number."""
    return f"coordinator{number or ''}@{place.domain}"


def _site(place):
    dice = Dice(place.slug)
    fields = {
        "name": place.name,
        "phone": dice.landline(),
        "email": f"team@{place.domain}",
        "joined_on": JOINED_ON,
    }
    site = Site.objects.get_or_create(slug=place.slug, defaults=fields)[0]
    for district in place.towns.values():
        SiteDistrict.objects.get_or_create(site=site, district=district)
    return site


def _organisations(site, place):
    named = {
        OrganisationKind.NHS: f"NHS {place.short}",
        OrganisationKind.COUNCIL: f"{place.short} Council",
        OrganisationKind.EDUCATION: f"{place.short} Special Educational Needs Service",
        OrganisationKind.PROVIDER: place.holder,
        OrganisationKind.VOLUNTARY: f"{place.short} Together",
    }
    return {
        kind: Organisation.objects.get_or_create(site=site, name=name, defaults={"kind": kind})[0]
        for kind, name in named.items()
    }


def _staff(site, place, organisations, coordinators, hashed):
    dice = Dice(f"staff {place.slug}")
    wanted = [
        *((f"{who}@{place.domain}", role, organisations[kind]) for who, role, kind in TEAM),
        *(
            (coordinator_email(place, number), Role.COORDINATOR, organisations[OrganisationKind.COUNCIL])
            for number in range(coordinators)
        ),
        *((f"{who}@{place.domain}", role, organisations[kind]) for who, role, kind in PARTNERS),
    ]
    team, _is_new = Team.objects.get_or_create(
        site=site,
        name="Care coordination",
        defaults={"organisation": organisations[OrganisationKind.COUNCIL]},
    )
    for email, role, organisation in wanted:
        user = _member(email, dice.name(), dice.landline(), role, site, organisation, hashed)
        if role in (Role.COORDINATOR, Role.MANAGER):
            TeamMember.objects.get_or_create(
                site=site, team=team, user=user, defaults={"starts_on": JOINED_ON}
            )


def _programme_staff(hashed):
    dice = Dice("programme")
    _member("admin@ipc.example", dice.name(), "", Role.PROGRAMME_ADMIN, None, None, hashed)
    _member("analyst@ipc.example", dice.name(), "", Role.ANALYST, None, None, hashed)


def _member(email, name, phone, role, site, organisation, hashed):
    fields = {"name": name, "phone": phone, "password": hashed}
    user, is_new = User.objects.get_or_create(email=email, defaults=fields)
    if is_new:
        RoleAssignment.objects.create(
            user=user, role=role, site=site, organisation=organisation, starts_on=JOINED_ON
        )
    return user


def _money_rules(site, place):
    if AllocationQuestion.objects.filter(site=site).exists():
        return
    this_year = financial_year(today())
    for begins, part in (
        (this_year.replace(year=this_year.year - 1), Decimal("0.96")),
        (this_year, Decimal(1)),
    ):
        AllocationPolicy.objects.create(
            site=site,
            effective_from=begins,
            tolerance_percent=Decimal("10.0"),
            round_up_to=Decimal("5.00"),
            source=f"{place.short} allocation policy {begins.year}, made up for the demonstration",
        )
        for funder, amount in place.pounds_per_point().items():
            AllocationRate.objects.create(
                site=site,
                funder=funder,
                effective_from=begins,
                pounds_per_point=(amount * part).quantize(Decimal("0.01")),
                source=f"{place.short} rates {begins.year}, made up for the demonstration",
            )
    for position, (funder, words, help_text, answers) in enumerate(QUESTIONS):
        question = AllocationQuestion.objects.create(
            site=site, funder=funder, position=position, words=words, help=help_text
        )
        AllocationAnswer.objects.bulk_create(
            AllocationAnswer(question=question, position=place_, words=answer, points=points)
            for place_, (answer, points) in enumerate(answers)
        )


def financial_year(day: dt.date) -> dt.date:
    """Return the first of April that the financial year of ``day`` began on."""
    return dt.date(day.year if day >= dt.date(day.year, 4, 1) else day.year - 1, 4, 1)
