"""What the person keeps from somebody who reads the rest: gone at both walls, with all that hangs on it."""

import pytest
from django.urls import reverse
from rest_framework.test import APIRequestFactory, force_authenticate

from careplans import dialogue, keeping, writing
from careplans.acts import Act
from careplans.api.plans import PlanViewSet
from careplans.models import (
    Action,
    AgreementPaper,
    Answer,
    Contingency,
    Goal,
    KeptFrom,
    Media,
    Need,
    PlanVersion,
    Progress,
    Proposal,
    Risk,
    Statement,
    WeekSlot,
)
from ipc.kernel.models import Event
from people.models import Role, Section
from tests import worlds
from tests.factories import (
    ActionFactory,
    AgreementPaperFactory,
    AllocationFactory,
    AuthorityFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    MediaFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    PlanVersionFactory,
    ProgressFactory,
    RiskFactory,
    StatementFactory,
    UserFactory,
    WeekSlotFactory,
)
from tests.factories.people import staff
from tests.test_matrix import addresses

PLAN = [Section.IDENTITY, Section.PLAN]
ALL = [Section.IDENTITY, Section.PLAN, Section.ABOUT_ME]
HANGS_ON_A_NEED = (Need, Goal, Action, WeekSlot, Progress, Proposal, Answer)


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def herself(person):
    return UserFactory(person=person, name="Ada Maddup")


@pytest.fixture
def dev(person):
    return ConsentFactory(person=person, sections=ALL, user__name="Dev Brother").user


@pytest.fixture
def teacher(person):
    user = staff(Role.PARTNER, person.site, OrganisationFactory(site=person.site))
    consent = ConsentFactory(person=person, user=user, sections=ALL)
    ParticipantFactory(person=person, user=user, consent=consent, side="education", may_write=True)
    return user


def a_need(plan, words, by):
    """Return a need with a row of everything that can hang on it."""
    need = NeedFactory(plan=plan, words=words)
    goal = GoalFactory(need=need, words=f"goal of {words}")
    action = ActionFactory(goal=goal, words=f"action of {words}")
    WeekSlotFactory(action=action, person=plan.person)
    ProgressFactory(goal=goal, person=plan.person)
    ProgressFactory(goal=None, action=action, person=plan.person)
    change = {"words": f"proposed for {words}"}
    proposal = dialogue.propose(plan, by=by, kind="action", line=action, change=change)
    dialogue.propose(
        plan, by=by, kind="goal", under=need, change={"words": f"new under {words}", "kind": "health"}
    )
    other = staff(Role.COORDINATOR, plan.site)
    dialogue.answer(proposal, by=other, verdict="disagrees", reason=f"no to {words}")
    for line in (need, goal, action):
        dialogue.answer(line, by=by, verdict="agrees")
    return need


@pytest.fixture
def plan(person, herself):
    plan = CarePlanFactory(person=person)
    a_need(plan, "the open one", herself)
    a_need(plan, "the secret", herself)
    return plan


@pytest.fixture
def secret(plan):
    return Need.objects.get(words="the secret")


def text(answer):
    return " ".join(answer.content.decode().split())


def numbers(models, user=None):
    rows = {model: model.objects.visible_to(user) if user else model._base_manager.all() for model in models}
    return {model.__name__: found.count() for model, found in rows.items()}


class TestWhatIsKept:
    @pytest.mark.parametrize("who", ["dev", "teacher"])
    def test_a_need_goes_with_all_that_hangs_on_it_and_nothing_else(
        self, person, herself, secret, acting_for, request, who
    ):
        reader = request.getfixturevalue(who)
        with acting_for(reader):
            before = numbers(HANGS_ON_A_NEED, reader)
        keeping.keep(person, by=herself, reader=reader, line=secret)

        with acting_for(reader):
            after = numbers(HANGS_ON_A_NEED, reader)

        assert all(count and count % 2 == 0 for count in before.values())
        assert after == {name: count // 2 for name, count in before.items()}

    @pytest.mark.parametrize("who", ["dev", "teacher"])
    def test_with_the_first_wall_gone_the_second_still_holds(
        self, person, herself, secret, acting_for, request, who
    ):
        reader = request.getfixturevalue(who)
        keeping.keep(person, by=herself, reader=reader, line=secret)
        with acting_for(herself):
            whole = numbers(HANGS_ON_A_NEED)

        with acting_for(reader):
            seen = numbers(HANGS_ON_A_NEED)
            words = list(Need._base_manager.values_list("words", flat=True))

        assert seen == {name: count // 2 for name, count in whole.items()}
        assert words == ["the open one"]

    def test_with_the_second_wall_gone_the_first_still_holds(self, person, herself, secret, dev):
        keeping.keep(person, by=herself, reader=dev, line=secret)

        assert numbers(HANGS_ON_A_NEED, dev) == {
            name: count // 2 for name, count in numbers(HANGS_ON_A_NEED).items()
        }

    def test_the_other_reader_and_the_care_team_see_it_still(
        self, person, herself, worker, secret, dev, teacher, acting_for
    ):
        keeping.keep(person, by=herself, reader=dev, line=secret)

        for reader in (teacher, worker, herself):
            with acting_for(reader):
                assert Need.objects.visible_to(reader).count() == 2

    def test_words_about_oneself_go_with_their_pictures(self, person, herself, dev, acting_for):
        statement = StatementFactory(person=person)
        MediaFactory(statement=statement)
        MediaFactory(statement=StatementFactory(person=person, heading="people"))

        keeping.keep(person, by=herself, reader=dev, line=statement)

        with acting_for(dev):
            for seen in (Statement.objects.visible_to(dev), Statement._base_manager.all()):
                assert [one.heading for one in seen] == ["people"]
            for media in (Media.objects.visible_to(dev), Media._base_manager.all()):
                assert [one.statement.heading for one in media] == ["people"]

    @pytest.mark.parametrize(("factory", "model"), [(ContingencyFactory, Contingency), (RiskFactory, Risk)])
    def test_what_could_go_wrong_can_be_kept(self, person, herself, dev, plan, factory, model, acting_for):
        line = factory(plan=plan)

        keeping.keep(person, by=herself, reader=dev, line=line)

        with acting_for(dev):
            assert not model.objects.visible_to(dev).exists()
            assert not model._base_manager.exists()

    def test_sealed_plans_and_signed_papers_are_then_not_theirs_at_all(
        self, person, herself, dev, plan, secret, acting_for
    ):
        PlanVersionFactory(plan=plan)
        AgreementPaperFactory(plan=plan)
        models = (PlanVersion, AgreementPaper)
        with acting_for(dev):
            assert numbers(models, dev) == {"PlanVersion": 1, "AgreementPaper": 1}
        kept = keeping.keep(person, by=herself, reader=dev, line=secret)

        with acting_for(dev):
            assert numbers(models, dev) == numbers(models) == {"PlanVersion": 0, "AgreementPaper": 0}
        keeping.lift(kept, by=herself)
        with acting_for(dev):
            assert numbers(models, dev) == {"PlanVersion": 1, "AgreementPaper": 1}

    def test_it_is_kept_in_the_next_plan_and_was_in_the_ones_before(
        self, person, worker, herself, dev, acting_for
    ):
        ended = CarePlanFactory(person=person, status="ended")
        agreed = CarePlanFactory(person=person, agreed=True)
        first = NeedFactory(plan=ended, words="the secret")
        second = NeedFactory(plan=agreed, words="the secret", came_from=first)

        kept = keeping.keep(person, by=herself, reader=dev, line=second)
        writing.start(person, by=worker)

        with acting_for(dev):
            assert not Need.objects.visible_to(dev).exists()
            assert not Need._base_manager.exists()
        keeping.lift(kept, by=herself)
        with acting_for(dev):
            assert Need.objects.visible_to(dev).count() == 3

    def test_nobody_reads_that_something_is_kept_from_them(self, person, herself, dev, secret, acting_for):
        keeping.keep(person, by=herself, reader=dev, line=secret)

        with acting_for(dev):
            assert not KeptFrom.objects.visible_to(dev).exists()

    def test_it_cannot_be_spoken_about_by_who_does_not_see_it(self, person, herself, dev, secret, acting_for):
        keeping.keep(person, by=herself, reader=dev, line=secret)

        with acting_for(dev):
            for model in (Need, Goal, Action):
                assert model.objects.permitting(Act.ANSWER, dev).count() == 1


class TestVerbs:
    def test_it_is_written_down_who_kept_it(self, person, herself, dev, secret, acting_for):
        with acting_for(herself):
            kept = keeping.keep(person, by=herself, reader=dev, line=secret)

        assert (kept.line_kind, kept.kept_by) == ("need", herself)
        assert Event.objects.filter(act=Act.KEEP_FROM, actor_id=herself.pk, person_id=person.pk).exists()

    def test_twice_is_once(self, person, herself, dev, secret):
        first = keeping.keep(person, by=herself, reader=dev, line=secret)

        assert keeping.keep(person, by=herself, reader=dev, line=secret) == first

    def test_a_part_of_another_kind_or_of_somebody_else_is_refused(self, person, herself, dev, plan):
        for line in (Goal.objects.first(), NeedFactory()):
            with pytest.raises(keeping.NotAPartToKeep):
                keeping.keep(person, by=herself, reader=dev, line=line)

    def test_who_does_not_read_that_part_is_refused(self, person, herself, worker, secret):
        only_about_me = ConsentFactory(person=person, sections=[Section.ABOUT_ME]).user
        for reader in (UserFactory(), worker, only_about_me):
            with pytest.raises(keeping.NotOneToKeepFrom):
                keeping.keep(person, by=herself, reader=reader, line=secret)

    def test_who_decides_in_their_place_cannot_be_kept_out(self, person, worker, secret):
        parent = AuthorityFactory(person=person, kind="parent", sections=ALL).holder

        with pytest.raises(keeping.DecidesInTheirPlace) as refused:
            keeping.keep(person, by=worker, reader=parent, line=secret)

        assert refused.value.source

    def test_lifting_twice_is_refused(self, person, herself, dev, secret):
        kept = keeping.keep(person, by=herself, reader=dev, line=secret)
        keeping.lift(kept, by=herself)

        with pytest.raises(keeping.NoLongerKept):
            keeping.lift(kept, by=herself)

    def test_choosing_keeps_what_is_ticked_and_shows_the_rest(self, person, herself, dev, plan, secret):
        risk = RiskFactory(plan=plan)
        keeping.keep(person, by=herself, reader=dev, line=risk)

        keeping.choose(person, by=herself, reader=dev, lines=[secret])

        live = KeptFrom.objects.live().filter(reader=dev)
        assert [one.line_id for one in live] == [secret.public_id]

    def test_a_line_of_both_plans_is_named_once(self, person):
        agreed = CarePlanFactory(person=person, agreed=True)
        before = NeedFactory(plan=agreed)
        now = NeedFactory(plan=CarePlanFactory(person=person), came_from=before)

        assert keeping.lines(person) == [now]

    def test_reading_costs_the_same_for_one_and_for_ten(
        self, person, herself, plan, acting_for, django_assert_num_queries
    ):
        for _more in range(10):
            ConsentFactory(person=person, sections=ALL)
            NeedFactory(plan=plan)
            with acting_for(herself), django_assert_num_queries(10):
                keeping.shown(herself, person)


class TestPages:
    def form(self, reader, **answers):
        prefix = f"r{str(reader.public_id)[:8]}"
        return {
            f"{prefix}-{name}": answer for name, answer in {"reader": reader.public_id, **answers}.items()
        }

    def test_the_person_ticks_what_somebody_does_not_see(self, herself, dev, teacher, secret, signed_in):
        client, url = signed_in(herself), reverse("my_private_parts")

        page = text(client.get(url))
        assert "Dev Brother sees all of what was shared." in page
        assert "The care team always reads everything" in page
        client.post(url, self.form(dev, lines=[str(secret.public_id)]))

        assert KeptFrom.objects.live().get().reader == dev
        assert "1 part is kept from Dev Brother." in text(client.get(url))
        client.post(url, self.form(dev))
        assert not KeptFrom.objects.live().exists()

    def test_a_coordinator_writes_it_down_for_the_person(self, person, worker, dev, secret, signed_in):
        client, url = signed_in(worker), reverse("private_parts", args=[person.public_id])

        client.post(url, self.form(dev, lines=[str(secret.public_id)]))

        assert KeptFrom.objects.live().get().kept_by == worker

    def test_who_decides_is_named_as_reading_everything(self, person, worker, signed_in):
        parent = AuthorityFactory(
            person=person, kind="parent", sections=ALL, holder__name="Mel Maddup"
        ).holder

        page = text(signed_in(worker).get(reverse("private_parts", args=[person.public_id])))

        assert f"{parent.name} reads everything" in page

    def test_family_and_deciders_do_not_keep_things_for_the_person(self, person, dev, signed_in):
        parent = AuthorityFactory(person=person, kind="parent", sections=ALL).holder
        for reader in (dev, parent):
            assert signed_in(reader).get(reverse("my_private_parts")).status_code == 403

    def test_another_caseload_finds_nothing(self, person, signed_in):
        client = signed_in(staff(Role.COORDINATOR, person.site))

        assert client.get(reverse("private_parts", args=[person.public_id])).status_code == 404

    @pytest.mark.parametrize("name", ["my_plan", "my_home", "my_about_me", "my_people"])
    def test_no_page_of_the_reader_shows_a_kept_word(self, person, herself, dev, secret, signed_in, name):
        statement = StatementFactory(person=person, words="the secret of my heart")
        client = signed_in(dev)
        keeping.keep(person, by=herself, reader=dev, line=secret)
        keeping.keep(person, by=herself, reader=dev, line=statement)

        page = client.get(reverse(name))

        assert page.status_code == 200
        assert "the secret" not in text(page)

    @pytest.mark.parametrize("who", ["dev", "teacher"])
    def test_nobody_is_told_on_the_timeline_that_something_is_kept(
        self, person, herself, worker, secret, signed_in, request, who
    ):
        reader = request.getfixturevalue(who)
        keeping.keep(person, by=herself, reader=reader, line=secret)
        url = reverse("person", args=[person.public_id])

        assert "kept a part of the plan" in text(signed_in(worker).get(url))
        page = text(signed_in(reader).get(url))
        assert "proposed a change in the plan" in page
        assert "kept a part of the plan" not in page

    def test_the_page_of_the_plan_for_a_partner_shows_no_kept_word(
        self, person, herself, teacher, plan, secret, signed_in
    ):
        client = signed_in(teacher)
        assert "the secret" in text(client.get(reverse("plan", args=[plan.public_id])))
        keeping.keep(person, by=herself, reader=teacher, line=secret)

        page = text(client.get(reverse("plan", args=[plan.public_id])))

        assert "the open one" in page
        assert "the secret" not in page


def pages_of_ones_own():
    """Return the names of all pages under /my/ that need no id."""
    return sorted(
        entry.name
        for route, entry in addresses()
        if route.startswith("my/") and entry.name and not entry.pattern.converters
    )


class TestEveryPage:
    """Whoever reads all parts but the lines that are kept finds no word of these on any page."""

    # What stands in a line, or hangs on it; and the action that a budget pays for.
    WORDS = (
        *(f"Mark {name} " for name in ("Need", "Goal", "Action", "Contingency", "Risk", "Statement")),
        *(f"Mark {name} " for name in ("Proposal", "Answer", "Progress")),
        "Somebody to help me get up and dressed",
    )

    @pytest.fixture
    def record(self, house):
        holder = OrganisationFactory(site=house, kind="provider", name="A provider")
        return worlds.Record(house, staff(Role.COORDINATOR, house), holder, marker="Mark")

    def shown(self, client):
        """Return which of the words stand on which page, and the pages that broke."""
        client.raise_request_exception = False
        found, broken = {}, []
        for name in pages_of_ones_own():
            answer = client.get(reverse(name))
            if answer.status_code == 500:
                broken.append(name)
            if not answer.streaming and "html" in answer.get("Content-Type", ""):
                words = [one for one in self.WORDS if one in answer.content.decode()]
                if words:
                    found[name] = words
        return found, broken

    def test_no_kept_word_is_anywhere(self, record, signed_in):
        person = record.person
        reader = ConsentFactory(person=person, sections=worlds.SHARED).user
        client = signed_in(reader)
        assert {"my_plan", "my_about_me", "my_week"} <= set(self.shown(client)[0])

        for line in keeping.lines(person):
            keeping.keep(person, by=UserFactory(), reader=reader, line=line)

        assert self.shown(client) == ({}, [])

    def test_nor_in_a_plan_read_whole_through_the_api_with_the_second_wall_gone(self, person, dev, plan):
        keeping.keep(person, by=UserFactory(), reader=dev, line=Need.objects.get(words="the secret"))
        request = APIRequestFactory().get("/")
        force_authenticate(request, user=dev)

        answer = PlanViewSet.as_view({"get": "retrieve"})(request, public_id=plan.public_id)

        assert [one["words"] for one in answer.data["needs"]] == ["the open one"]

    def test_nor_through_the_api(self, record, signed_in):
        person = record.person
        reader = ConsentFactory(person=person, sections=worlds.SHARED).user
        client = signed_in(reader)
        for line in keeping.lines(person):
            keeping.keep(person, by=UserFactory(), reader=reader, line=line)

        found = {}
        for route, entry in addresses():
            if route.startswith("api/v1/") and "public_id" not in route and "get" in entry.callback.actions:
                words = client.get(reverse(entry.name)).content.decode()
                leaked = [one for one in self.WORDS if one in words]
                if leaked:
                    found[entry.name] = leaked

        assert found == {}
