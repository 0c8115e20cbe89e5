"""What every story is made of: the steps of the journey, each through its own verb."""

import datetime as dt
import tomllib
import uuid
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from budgets import agreeing, allocation, drafting, eligibility, payments, signing, spending
from budgets.models import Budget, Frequency, ManagementOption, Outcome
from careplans import about, participants, safety, writing
from careplans.models import AboutHeading, AgreementParty, PartOfDay
from ipc.kernel.dates import plus_months, today
from people import circle, flags, information, invitations, registration
from people import rights as rights_of
from people.models import Funder, HowGiven, InformationFormat, Organisation, User

SPACE = uuid.UUID("6f0c7a52-3b0e-5d53-9a51-0f6f2f9e2015")
WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
MONTHS_TO_REVIEW = 3
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = " ".join(DAYS)
MIDDAY, EVENING = 12, 17


@dataclass
class Team:
    """Who works with the person in one site."""

    domain: str

    def member(self, who):
        return User.objects.get(email=f"{who}@{self.domain}")

    def __post_init__(self):
        self.coordinator = self.member("coordinator")
        self.finance = self.member("finance")
        self.navigator = self.member("navigator")
        self.approvers = {
            Funder.NHS: self.member("nhs"),
            Funder.COUNCIL: self.member("council"),
            Funder.EDUCATION: self.member("education"),
        }
        self.site_id = self.coordinator.hat.site_id

    @property
    def holder(self):
        """The organisation that holds third-party budgets here."""
        return Organisation.objects.get(pk=self.member("provider").hat.organisation_id)


def key(story, step):
    """Return the idempotency key of one step: the same in every telling."""
    return uuid.uuid5(SPACE, f"{story} {step}")


def born(age):
    """Return a birthday of somebody who is ``age`` today."""
    return plus_months(today(), -12 * age - 4)


def arrive(team, *, contact_method, information_format=InformationFormat.STANDARD, how_to_talk="", **fields):
    """Register the person with ``fields`` and write down how they want information."""
    person = registration.register(by=team.coordinator, **fields)
    information.record_needs(
        person,
        by=team.coordinator,
        contact_method=contact_method,
        information_format=information_format,
        how_to_talk=how_to_talk,
    )
    return person


def let_sign_in(person, team, *, email, name, password, relationship=None):
    """Invite somebody and let them accept; return the user."""
    invitation = invitations.invite(
        person, by=team.coordinator, email=email, name=name, relationship=relationship
    )
    return invitations.accept(invitations.code_of(invitation), password=password)


def family(person, team, *, email, password, **fields):
    """Add somebody to the circle who signs in too; return ``(relationship, user)``."""
    relationship = circle.add(person, by=team.coordinator, email=email, **fields)
    user = let_sign_in(
        person, team, email=email, name=fields["name"], password=password, relationship=relationship
    )
    relationship.refresh_from_db()
    return relationship, user


def around(person, team, *, people=(), rights=(), to_know=None):
    """Write down who else is around the person, on what their right to support rests, and what to know.

    ``people`` are ``(name, kind, ring, telephone)``, ``rights`` pairs of a basis and who decided it,
    ``to_know`` words and a reason.
    """
    for name, kind, ring, phone in people:
        circle.add(person, by=team.coordinator, name=name, kind=kind, ring=ring, phone=phone)
    for basis, kind in rights:
        rights_of.record(
            person,
            by=team.coordinator,
            basis=basis,
            decided_by_body=Organisation.objects.get(site_id=team.site_id, kind=kind),
            evidence="Decision letter, seen",
            starts_on=plus_months(today(), -2),
        )
    if to_know:
        words, reason = to_know
        flags.raise_flag(
            person,
            by=team.coordinator,
            words=words,
            reason=reason,
            review_due_on=plus_months(today(), MONTHS_TO_REVIEW),
        )


def tell(person, by, story, helped_by=""):
    """Write into About me what ``story`` tells (words.toml), heading by heading."""
    for heading, words in WORDS[story]["about_me"].items():
        about.write(person, by=by, heading=AboutHeading(heading), words=words, helped_by=helped_by)


def first_idea(person, team, points):
    """Work out the first idea of the money from the ``points`` of each question in turn, and show it."""
    questions = allocation.questions_of(person.site_id)
    answers = [
        next(answer for answer in question.answers.all() if answer.points == wanted)
        for question, wanted in zip(questions, points, strict=True)
    ]
    indicative = allocation.work_out(person, by=team.coordinator, answers=answers)
    return allocation.share(indicative, by=team.coordinator)


def start_plan(person, team, story):
    """Start the plan with what belongs to it as a whole, and what is done if things go wrong."""
    plan = writing.start(person, by=team.coordinator)
    words = WORDS[story]
    plan = writing.change_details(plan, by=team.coordinator, revision=plan.revision, **words["plan"])
    for line in words["if"]:
        safety.add_contingency(plan, by=team.coordinator, **line)
    plan.refresh_from_db()
    return plan


def goal(plan, team, *, need, picture="", **goal):
    """Add a need, known to be one the council must meet, and the goal it leads to; return the goal."""
    need = writing.add_need(plan, by=team.coordinator, words=need, is_eligible=True, picture=picture)
    return writing.add_goal(need, by=team.coordinator, **goal)


def at(days, begins="", ends="", part=None):
    """Return times of a week: ``at("Tue Fri", "09:00", "10:30")``, ``at("Mon", part=PartOfDay.NIGHT)``."""
    begins, ends = (dt.time.fromisoformat(one) if one else None for one in (begins, ends))
    return [
        {
            "weekday": DAYS.index(day),
            "part": part or _part_of(begins),
            "from_time": begins,
            "until_time": ends,
        }
        for day in days.split()
    ]


def _part_of(begins):
    if begins.hour < MIDDAY:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if begins.hour < EVENING else PartOfDay.EVENING


def free(goal, team, *, week=(), **action):
    """Add something that costs the budget nothing; return the action."""
    return _in_the_week(writing.add_action(goal, by=team.coordinator, **action), team, week)


def _in_the_week(action, team, week):
    return writing.set_week(action, by=team.coordinator, slots=week) if week else action


def paid(
    goal,
    team,
    budget,
    *,
    words,
    shares,
    option=ManagementOption.DIRECT_PAYMENT,
    frequency=Frequency.WEEKLY,
    exempt="",
    week=(),
    **action,
):
    """Add an action and the line of the budget that pays for it; return the line."""
    action = writing.add_action(goal, by=team.coordinator, words=words, is_paid=True, **action)
    return drafting.add_line(
        budget,
        by=team.coordinator,
        action=_in_the_week(action, team, week),
        words=words,
        option=option,
        frequency=frequency,
        shares={funder: Decimal(amount) for funder, amount in shares.items()},
        holder=team.holder if option == ManagementOption.THIRD_PARTY else None,
        charge_exempt_reason=exempt,
    )


def takes_part(person, team, *, by, sections=(), **who):
    """Name somebody who takes part in the plan, and let the person say yes; return the participant."""
    participant = participants.name(person, by=team.coordinator, **who)
    return participants.approve(participant, by=by, how=HowGiven.ONLINE, sections=sections)


def agrees_as_professional(plan, user):
    """Let a colleague agree the plan, before the person does."""
    agreeing.agree(
        plan,
        by=user,
        party=AgreementParty.PROFESSIONAL,
        how=HowGiven.ONLINE,
        review_due_on=None,
        review_by="",
    )


def granted(person, team, **reasons):
    """Let funders decide that there may be money, each with its reason: ``nhs=…``, ``council=…``."""
    for name, reason in reasons.items():
        eligibility.decide(person, by=team.member(name), outcome=Outcome.GRANT, reason=reason)


def sign(budget, team, above_reason=""):
    """Send the budget to its funders and let each of them sign for its own money."""
    signing.propose(budget, by=team.coordinator, above_reason=above_reason)
    for share in sorted({share.funder for line in budget.lines.all() for share in line.shares.all()}):
        signing.sign(budget, by=team.approvers[share], is_agreed=True)


def agree(plan, team, *, by, party, how):
    """Agree plan and money; return the budget in use."""
    agreeing.agree(
        plan,
        by=by,
        party=party,
        how=how,
        review_due_on=plus_months(today(), MONTHS_TO_REVIEW),
        review_by=team.coordinator.name,
    )
    return Budget.objects.get(plan=plan)


def pay(budget, team, story):
    """Prepare and release the first direct payment."""
    payment = payments.prepare(budget, by=team.coordinator, starts_on=budget.starts_on)
    return payments.release(payment, by=team.finance, key=key(story, "first payment"))


def spend(budget, by, story, bought):
    """Write down what was ``bought`` today: ``(line, amount, what)``."""
    for number, (line, amount, what) in enumerate(bought):
        spending.record(
            budget,
            by=by,
            key=key(story, f"spend {number}"),
            line=line,
            amount=Decimal(amount),
            spent_on=today(),
            what=what,
        )
