"""A small world with everything in it once: three people, and everybody who may or may not see them.

``theirs`` is the record everybody here is connected with, ``neighbours`` belongs to the same site and
another caseload, ``far`` to another site; ``kept`` is on the same caseload as theirs, and only a few may open
it. Each has a row of every model about a person.
"""

import datetime as dt
import uuid
from contextlib import contextmanager
from decimal import Decimal

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from budgets import opening, payments, spending
from budgets.models import BudgetStatus, BudgetYear, Payment, PaymentShare, Spend, StatementOfResources
from careplans import sealing
from careplans.models import AboutHeading
from ipc.kernel import acting
from ipc.kernel.dates import today
from people.models import OrganisationKind, Role, Section
from tests import factories as make
from tests.factories.budgets import action_of
from tests.factories.peersupport import IntroductionFactory, ServiceFactory
from tests.factories.people import staff

ROOMS = ("people", "peersupport", "careplans", "budgets")
FOUR_WEEKS = dt.timedelta(weeks=4)
SHARED = [section for section in Section if section != Section.RECORD]
PRINCIPALS = (
    "stranger",
    "person",
    "family",
    "glimpse",
    "parent",
    "nobody's",
    "coordinator",
    "manager",
    "approver",
    "finance",
    "navigator",
    "holder",
    "site_admin",
    "programme_admin",
    "analyst",
    "expired nominee",
    "nominee to be",
    "suspended parent",
    "withdrawn",
    "expired",
    "themselves",
    "standing in",
    "named",
    "partner",
    "partner nobody asked",
)
NOT_WORDS = {
    "content_type",
    "nhs_number",
    "code_hash",
    "content_hash",
    "sha256",
    "sort_name",
    "given_name",
    "known_as",
    "reference",
    "carrier_reference",
}


def models_about_a_person():
    """Return every model whose rows are about one person, histories left out."""
    return [
        model
        for label in ROOMS
        for model in apps.get_app_config(label).get_models()
        if hasattr(model, "person_id") and not hasattr(model, "pgh_id") and model.__name__ != "User"
    ]


class Record:
    """One person and one row of everything about them; ``marker`` is in every text somebody could type."""

    def __init__(self, site, worker, holder, *, marker=""):
        self.site, self.marker = site, marker
        self.person = self.add(make.PersonFactory, site=site)
        self.rows = {type(self.person): self.person}
        self.around(worker)
        self.planning()
        self.money(holder)

    def words(self, model):
        """Return a text with the marker for each field of ``model`` that somebody types into."""
        if not self.marker:
            return {}
        return {
            field.name: f"{self.marker}.{model.__name__}@example.org"
            if isinstance(field, models.EmailField)
            else f"{self.marker} {model.__name__} {field.name} in words"[: field.max_length or 100]
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField))
            and not (field.choices or field.generated or field.name in NOT_WORDS)
        }

    def add(self, factory, **given):
        row = factory(**{**self.words(factory._meta.model), **given})
        if hasattr(self, "rows"):
            self.rows[type(row)] = row
        return row

    def around(self, worker):
        person = {"person": self.person}
        self.add(make.AllocationFactory, worker=worker, **person)
        self.rows[type(worker)] = worker
        self.rows[make.CoverFactory._meta.model] = make.CoverFactory(site=self.site, away=worker)
        self.add(make.InformationNeedsFactory, **person)
        relationship = self.add(make.RelationshipFactory, **person)
        self.add(make.ConsentFactory, sections=SHARED, **person)
        self.add(make.AuthorityFactory, kind="parent", sections=SHARED, **person)
        self.add(make.InvitationFactory, relationship=relationship, name=f"Grace {self.marker}", **person)
        self.upkeep(relationship)
        self.rows[ServiceFactory._meta.model] = service = ServiceFactory(site=self.site)
        introduction = self.add(IntroductionFactory, service=service, **person)
        self.supported(introduction)

    def supported(self, introduction):
        """Add a row of everything that goes with an introduction; the peer is of the site, and of nobody."""
        about = {"person": self.person, "introduction": introduction}
        for factory in (
            make.StepFactory,
            make.FeedbackFactory,
            make.ContactNoteFactory,
            make.ConcernFactory,
            make.AttendanceFactory,
        ):
            self.add(factory, **about)
        for factory in (make.EntryChangeFactory, make.EntryLinkFactory, make.StaffNoteFactory):
            self.rows[factory._meta.model] = factory(service=introduction.service)
        peer = make.PeerFactory(service__site=self.site)
        self.rows[type(peer)] = peer
        self.add(make.KeptApartFactory, peer=peer, person=self.person)
        for factory in (make.SignpostFactory, make.ShortlistedFactory):
            self.add(factory, service=introduction.service, person=self.person)
        self.add(make.CallRequestFactory, person=self.person)
        attendance = self.rows[make.AttendanceFactory._meta.model]
        self.rows[type(attendance.session)] = attendance.session
        navigator = make.NavigatorFactory(site=self.site)
        self.rows[type(navigator)] = navigator
        run = make.ImportRunFactory(feed__site=self.site)
        self.rows |= {type(run): run, type(run.feed): run.feed}

    def upkeep(self, relationship):
        person = {"person": self.person}
        for factory in (
            make.LegalBasisFactory,
            make.FlagFactory,
            make.TodoFactory,
            make.NoticeFactory,
            make.LookQuestionFactory,
            make.RectificationFactory,
            make.LegalHoldFactory,
            make.DisposalFactory,
            make.EmergencyOpeningFactory,
            make.ConflictFactory,
        ):
            self.add(factory, **person)
        self.add(
            make.ShareLinkFactory, reader=f"Reader {self.marker}", **person
        )  # a letter has the first name
        assessment = self.add(make.CapacityAssessmentFactory, **person)
        self.add(make.BestInterestsDecisionFactory, assessment=assessment, **person)
        self.add(make.ChildCircumstanceFactory, about=relationship, **person)
        self.add(make.MergeFactory, other=make.PersonFactory(site=self.site), **person)
        elsewhere = make.SiteFactory(slug="elsewhere")
        self.add(make.HandoverFactory, to_site=elsewhere, **person)
        # Lifted, so that the rest of the world is as it was; restricted records have tests of their own.
        lifted = self.add(make.RestrictionFactory, lifted_at=timezone.now(), **person)
        self.add(make.RestrictionReaderFactory, restriction=lifted, **person)
        self.talking()

    def talking(self):
        """Write to the team with a file, ask a question, and send one form on paper."""
        person = {"person": self.person}
        conversation = self.add(make.ConversationFactory, **person)
        message = self.add(make.MessageFactory, conversation=conversation, **person)
        self.add(make.MessageReadFactory, message=message, **person)
        self.add(make.DocumentFactory, message=message, **person)
        self.add(make.ComplaintFactory, **person)
        self.add(make.ComplaintStepFactory, complaint=self.rows[make.ComplaintFactory._meta.model], **person)
        self.add(make.PaperReceivedFactory, **person)

    def planning(self):
        person = {"person": self.person}
        self.add(make.StatementFactory, heading=AboutHeading.MATTERS, **person)
        self.add(make.ObservationFactory, **person)
        plan = self.add(make.CarePlanFactory, **person)
        need = self.add(make.NeedFactory, plan=plan)
        goal = self.add(make.GoalFactory, need=need)
        self.add(make.ActionFactory, goal=goal)
        self.add(make.AgreementFactory, plan=plan)
        sealed = {**sealing.content(plan, None), "words": self.marker}
        self.add(make.PlanVersionFactory, plan=plan, content=sealed)
        review = self.add(make.ReviewFactory, **person)
        self.add(make.ChangeRequestFactory, plan=plan, review=review)
        self.together(plan)

    def together(self, plan):
        """Add a row of everything else that belongs to a plan or to its making."""
        person = {"person": self.person}
        statement = self.rows[make.StatementFactory._meta.model]
        action = self.rows[make.ActionFactory._meta.model]
        self.add(make.MediaFactory, statement=statement)
        self.add(make.UnsavedWordsFactory, words={"words": self.marker}, **person)
        self.add(make.WeekSlotFactory, action=action)
        self.add(make.ProgressFactory, goal=action.goal, **person)
        for factory in (
            make.ContingencyFactory,
            make.RiskFactory,
            make.AgreementPaperFactory,
            make.CriterionCheckFactory,
            make.ReviewMeetingFactory,
        ):
            self.add(factory, plan=plan)
        line = {"plan": plan, "line_id": action.public_id}
        self.add(make.ProposalFactory, change={"words": self.marker}, **line)
        self.add(make.AnswerFactory, **line)
        for factory in (
            make.ParticipantFactory,
            make.KeptFromFactory,
            make.ReviewTriggerFactory,
            make.WellbeingCheckFactory,
            make.OwnStatementFactory,
            make.LicensedScoreFactory,
        ):
            self.add(factory, **person)
        statement = self.rows[make.OwnStatementFactory._meta.model]
        self.add(make.HowTrueNowFactory, statement=statement, **person)

    def money(self, holder):
        person = {"person": self.person}
        plan = self.rows[make.CarePlanFactory._meta.model]
        indicative = self.add(make.IndicativeBudgetFactory, **person)
        self.rows[make.IndicativeShareFactory._meta.model] = indicative.shares.first()
        budget = self.add(
            make.BudgetFactory, plan=plan, indicative=indicative, starts_on=today() - FOUR_WEEKS, **person
        )
        paid = action_of(plan, is_paid=True)
        line = self.add(make.BudgetLineFactory, budget=budget, action=paid)
        held = self.add(
            make.BudgetLineFactory, budget=budget, action=paid, option="third_party", holder=holder
        )
        self.rows[make.LineShareFactory._meta.model] = held.shares.first()
        self.add(make.SignatureFactory, budget=budget, signed_by=staff(Role.FINANCE, self.site))
        budget.status = BudgetStatus.ACTIVE
        budget.save()
        posting = opening.set_aside(budget, by=None)
        self.rows[type(posting)] = posting
        entry = posting.entries.first()
        self.rows[type(entry)], self.rows[type(entry.debit)] = entry, entry.debit
        self.changing(budget, line)
        self.running(budget, line)

    def changing(self, budget, line):
        """Add a row of everything else that is decided about money; nothing of it is in force."""
        person = {"person": self.person}
        self.add(make.EligibilityDecisionFactory, **person)
        self.add(make.SecondLookFactory, **person)
        for factory in (make.PaymentDeclarationFactory, make.EducationRequestFactory):
            self.add(factory, **person)
        for factory in (make.OwnExtraFactory, make.PanelDecisionFactory, make.AssessedContributionFactory):
            self.add(factory, budget=budget)
        variation = self.add(make.VariationFactory, budget=budget)
        change = self.add(make.VariationLineFactory, variation=variation, line=line)
        self.add(make.VariationShareFactory, line=change)
        self.add(make.VariationAnswerFactory, variation=variation)
        self.rows[BudgetYear] = budget.years.first()

    def running(self, budget, line):
        """Pay once, spend a pound of it, and leave the next payment to be released."""
        receipt = self.add(make.ReceiptFactory, person=self.person)
        first = payments.prepare(budget, by=staff(Role.COORDINATOR, self.site), starts_on=budget.starts_on)
        payments.release(first, by=staff(Role.FINANCE, self.site), key=uuid.uuid4())
        spend = spending.record(
            budget,
            by=staff(Role.COORDINATOR, self.site),
            key=uuid.uuid4(),
            line=line,
            amount=Decimal("1.00"),
            spent_on=today(),
            what=f"{self.marker} taxi",
        )
        Spend.objects.filter(pk=spend.pk).update(receipt=receipt)
        self.rows[Spend] = spend
        self.rows[Payment] = payments.prepare(
            budget, by=staff(Role.COORDINATOR, self.site), starts_on=payments.next_starts_on(budget)
        )
        self.rows[PaymentShare] = self.rows[Payment].shares.first()
        self.of_the_site()

    def of_the_site(self):
        """Add what a site sets and publishes, which is about nobody."""
        for factory in (
            make.AllocationMethodFactory,
            make.UnitPriceFactory,
            make.DelegatedLimitFactory,
        ):
            self.rows[factory._meta.model] = factory(site=self.site)
        found = StatementOfResources.objects.filter(site=self.site).first()
        self.rows[StatementOfResources] = found or make.StatementOfResourcesFactory(site=self.site)


class World:
    """The three records and their cast: ``principals`` by a short name, None for a stranger."""

    def __init__(self, marker=""):
        barnsley, luton = make.SiteFactory(slug="barnsley"), make.SiteFactory(slug="luton")
        self.sites = [barnsley, luton]
        token = acting.begin(acting.job([barnsley.pk, luton.pk]))
        council = make.OrganisationFactory(site=barnsley)
        holder = make.OrganisationFactory(site=barnsley, kind=OrganisationKind.PROVIDER)
        elsewhere = make.OrganisationFactory(site=luton, kind=OrganisationKind.PROVIDER)
        coordinator = staff(Role.COORDINATOR, barnsley)
        self.theirs = Record(barnsley, coordinator, holder, marker=marker)
        other = make.OrganisationFactory(
            site=barnsley, kind=OrganisationKind.PROVIDER, name="Another provider"
        )
        self.neighbours = Record(barnsley, staff(Role.COORDINATOR, barnsley), other, marker=marker)
        self.far = Record(luton, staff(Role.COORDINATOR, luton), elsewhere, marker=marker)
        keeps = make.OrganisationFactory(site=barnsley, kind=OrganisationKind.PROVIDER, name="A third one")
        self.kept = Record(barnsley, coordinator, keeps, marker=marker)
        self.records = {
            "theirs": self.theirs,
            "neighbours": self.neighbours,
            "kept": self.kept,
            "far": self.far,
        }
        person = self.theirs.person
        self.principals = {
            "stranger": None,
            "person": make.UserFactory(person=person),
            "family": make.ConsentFactory(person=person, sections=SHARED).user,
            "glimpse": make.ConsentFactory(person=person, sections=[Section.IDENTITY]).user,
            "parent": make.AuthorityFactory(person=person, kind="parent", sections=SHARED).holder,
            "nobody's": make.UserFactory(),
            "coordinator": coordinator,
            "manager": staff(Role.MANAGER, barnsley),
            "approver": staff(Role.APPROVER, barnsley, council),
            "finance": staff(Role.FINANCE, barnsley),
            "navigator": staff(Role.NAVIGATOR, barnsley),
            "holder": staff(Role.HOLDER, barnsley, holder),
            "site_admin": staff(Role.SITE_ADMIN, barnsley),
            "programme_admin": staff(Role.PROGRAMME_ADMIN),
            "analyst": staff(Role.ANALYST),
            **self.no_longer(person),
            "themselves": staff(Role.MANAGER, barnsley, person=self.neighbours.person),
            "standing in": make.CoverFactory(site=barnsley, away=coordinator).standing_in,
            "named": self.named(barnsley),
            "partner": self.partner(person, council),
            "partner nobody asked": staff(Role.PARTNER, barnsley, council),
        }
        self.token = token

    def no_longer(self, person):
        """Return those who might have seen ``person``, and do not: any more, yet, or for now."""
        over, now = today() - dt.timedelta(days=1), timezone.now()
        nominee = {"person": person, "kind": "nominee"}
        shared = {"person": person, "sections": SHARED}
        return {
            "expired nominee": make.AuthorityFactory(ends_on=over, **nominee).holder,
            "nominee to be": make.AuthorityFactory(accepted_at=None, agreed_at=None, **nominee).holder,
            "suspended parent": make.AuthorityFactory(kind="parent", suspended_at=now, **shared).holder,
            "withdrawn": make.ConsentFactory(withdrawn_at=now, **shared).user,
            "expired": make.ConsentFactory(ends_on=over, **shared).user,
        }

    def partner(self, person, organisation):
        """Return a colleague of another organisation who takes part in the plan of ``person``, and writes."""
        user = staff(Role.PARTNER, person.site, organisation)
        consent = make.ConsentFactory(person=person, user=user, sections=SHARED)
        make.ParticipantFactory(person=person, user=user, consent=consent, side="council", may_write=True)
        return user

    def named(self, site):
        """Let only a few open the kept record; return the manager who is named."""
        manager = staff(Role.MANAGER, site)
        restriction = make.RestrictionFactory(person=self.kept.person)
        self.kept.rows[type(restriction)] = restriction
        self.kept.add(
            make.RestrictionReaderFactory, restriction=restriction, user=manager, person=self.kept.person
        )
        return manager


@contextmanager
def kept(blocker, **world):
    """Build a world once for many tests and take it all back at the end."""
    with blocker.unblock(), transaction.atomic():
        built = World(**world)
        yield built
        acting.end(built.token)
        transaction.set_rollback(True)


@contextmanager
def undone():
    """Take back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
