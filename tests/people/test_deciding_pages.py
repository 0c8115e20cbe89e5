"""The pages of decisions about deciding: one decision at one time, in words."""

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from rest_framework import serializers

import people.api
from ipc.kernel.models import Event
from people.acts import Act
from people.models import (
    BestInterestsDecision,
    CapacityAssessment,
    Section,
    Todo,
)
from tests.factories import (
    AllocationFactory,
    BestInterestsDecisionFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    UserFactory,
)
from tests.factories.people import staff

ROOT = Path(__file__).resolve().parent.parent.parent
ABILITIES = ("understands", "retains", "weighs", "communicates")
TYPED = {
    "topic": "money",
    "decision": "Whether to look after the account",
    "never_for_another": "none",
    "help_given": "Pictures",
    **dict.fromkeys(ABILITIES, "yes"),
    **{f"{ability}_evidence": "Seen" for ability in ABILITIES},
    "outcome": "can",
}
CANNOT = {
    **TYPED,
    "weighs": "no",
    "outcome": "cannot",
    "impairment": "A learning disability",
    "causal_link": "She cannot compare two ways",
    "review_due_on": "2999-05-01",
}
DECIDED = {
    "wishes": "Wants to choose who comes",
    "options": "An organisation, or the family",
    "consulted": "Her brother",
    "less_restrictive": "She keeps small money",
    "outcome": "An organisation holds the money",
    "loses_liberty": "no",
}


@pytest.fixture
def sam(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def found(margaret):
    return CapacityAssessmentFactory(person=margaret)


def test_presumption_stands_on_the_page(sam, margaret):
    for page in ("capacity", "assess_capacity"):
        text = sam.get(reverse(page, args=[margaret.public_id])).text
        assert "Everybody from 16 is taken to be able to decide." in text
        assert "An unwise decision does not show that somebody cannot decide." in text


def test_without_an_assessment_the_person_decides(sam, margaret):
    text = sam.get(reverse("capacity", args=[margaret.public_id])).text

    assert "Nothing is written down, so Margaret decides." in text


def test_assessment_is_written_down_and_shown_in_words(sam, margaret):
    answer = sam.post(reverse("assess_capacity", args=[margaret.public_id]), CANNOT, follow=True)

    assert "Cannot decide this at this time" in answer.text
    assert "This speaks of one decision at one time, and of no other." in answer.text
    assert "She cannot compare two ways" in answer.text
    assert CapacityAssessment.objects.get().weighs is False


def test_refusal_of_the_law_is_an_error_of_the_form(sam, margaret):
    page = reverse("assess_capacity", args=[margaret.public_id])

    assert "Without it they can decide." in sam.post(page, {**CANNOT, "impairment": ""}).text
    assert "Nobody may ever decide this" in sam.post(page, {**CANNOT, "never_for_another": "voting"}).text
    assert "Choose yes or no" in sam.post(page, {**CANNOT, "weighs": ""}).text
    assert not CapacityAssessment.objects.exists()


def test_best_interests_are_decided_only_where_they_cannot(sam, margaret, found):
    page = reverse("capacity_assessment", args=[found.public_id])
    assert reverse("decide_in_best_interests", args=[found.public_id]) in sam.get(page).text

    sam.post(reverse("assess_capacity", args=[margaret.public_id]), TYPED)
    assert reverse("decide_in_best_interests", args=[found.public_id]) not in sam.get(page).text
    answer = sam.post(reverse("decide_in_best_interests", args=[found.public_id]), DECIDED)
    assert "Nobody decides for somebody who can decide themselves." in answer.text


def test_decision_is_shown_with_who_was_asked(sam, found):
    page = reverse("decide_in_best_interests", args=[found.public_id])

    answer = sam.post(page, DECIDED, follow=True)

    assert BestInterestsDecision.objects.get().consulted == "Her brother"
    assert "An organisation holds the money" in answer.text
    assert "Seek advice" not in answer.text


def test_loss_of_liberty_leads_to_advice_and_is_no_decision(sam, found):
    page = reverse("decide_in_best_interests", args=[found.public_id])

    answer = sam.post(page, {**DECIDED, "loses_liberty": "yes"}, follow=True)

    assert "Seek advice before you go on." in answer.text
    kept = [field.name for field in BestInterestsDecision._meta.fields]
    assert not [name for name in kept if "liberty" in name]


def test_advocate_is_asked_for_where_nobody_was(sam, found):
    page = reverse("decide_in_best_interests", args=[found.public_id])

    assert "an independent advocate must" in sam.post(page, {**DECIDED, "consulted": ""}).text


def test_looks_are_audited(sam, margaret, found):
    sam.get(reverse("capacity", args=[margaret.public_id]))
    sam.get(reverse("capacity_assessment", args=[found.public_id]))

    assert Event.objects.filter(act=Act.SEE_CAPACITY, is_read=True, person_id=margaret.pk).count() == 2


def test_person_reads_what_was_found_and_how_to_disagree(signed_in, margaret, found):
    BestInterestsDecisionFactory(person=margaret, assessment=found, outcome="Dev holds the money")

    text = signed_in(UserFactory(person=margaret)).get(reverse("my_capacity")).text

    assert found.decision in text
    assert "You still have your say." in text
    assert "Dev holds the money" in text
    assert "Court of Protection" in text


def test_person_asks_to_look_again(signed_in, margaret, found):
    client = signed_in(UserFactory(person=margaret))
    page = reverse("my_ask_to_assess_again", args=[found.public_id])

    assert found.decision in client.get(page).text
    client.post(page, {"words": "I can do it now"})

    assert "I can do it now" in Todo.objects.get().detail


def test_child_is_not_told_that_they_decide_alone(signed_in, margaret):
    margaret.born_on = "2016-01-01"
    margaret.save()

    text = signed_in(UserFactory(person=margaret)).get(reverse("my_capacity")).text

    assert "From your 16th birthday you decide about your life." in text
    assert "You decide everything yourself." not in text


def test_family_with_every_part_reads_nothing_of_it(signed_in, margaret, found):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev, sections=list(Section))
    client = signed_in(dev)

    assert client.get(reverse("my_capacity")).status_code == 403
    assert client.get(reverse("my_ask_to_assess_again", args=[found.public_id])).status_code == 403


@pytest.mark.parametrize("page", ["capacity", "assess_capacity"])
def test_another_caseload_is_not_there(sam, page):
    other = AllocationFactory().person

    assert sam.get(reverse(page, args=[other.public_id])).status_code == 404


def test_assessment_of_another_caseload_is_not_there(sam):
    found = CapacityAssessmentFactory()

    for page in ("capacity_assessment", "decide_in_best_interests"):
        assert sam.get(reverse(page, args=[found.public_id])).status_code == 404


def test_manager_reads_and_finance_does_not(signed_in, margaret, found):
    manager = signed_in(staff("manager"))
    assert manager.get(reverse("capacity", args=[margaret.public_id])).status_code == 200
    assert manager.get(reverse("assess_capacity", args=[margaret.public_id])).status_code == 403
    assert manager.get(reverse("decide_in_best_interests", args=[found.public_id])).status_code == 403

    finance = signed_in(staff("finance"))
    assert finance.get(reverse("capacity", args=[margaret.public_id])).status_code == 403
    assert finance.get(reverse("capacity_assessment", args=[found.public_id])).status_code == 404


def test_list_costs_the_same_for_one_and_for_ten(sam, margaret, found, queries_of):
    address = reverse("capacity", args=[margaret.public_id])
    with_one = queries_of(sam, address)
    for _ in range(9):
        more = CapacityAssessmentFactory(person=margaret)
        BestInterestsDecisionFactory(person=margaret, assessment=more)

    assert queries_of(sam, address) == with_one <= 9


# Nowhere a person-level statement.

ABOUT_THE_PERSON = re.compile(
    r"(lack(s|ing|ed)?|without|no|has|have|full|loss of)[ _-]+(mental[ _-]+)?capacity|incapacit|incapable"
    r"|is_capable|mental_capacity",
    re.IGNORECASE,
)
OURS = ("kernel", "people", "peersupport", "careplans", "budgets", "programme")


def _fields_of_models():
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                choices = [str(words) for _value, words in getattr(field, "choices", None) or []]
                words = [field.name, str(getattr(field, "verbose_name", "")), *choices]
                yield f"{model.__name__}.{field.name}", " | ".join(words)


def _templates():
    for path in (ROOT / "templates").glob("**/*"):
        if path.suffix in {".html", ".txt", ".typ"}:
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def _serializers():
    for _name, module in inspect.getmembers(people.api, inspect.ismodule):
        for name, one in inspect.getmembers(module, inspect.isclass):
            if issubclass(one, serializers.BaseSerializer):
                fields = getattr(getattr(one, "Meta", None), "fields", ())
                declared = getattr(one, "_declared_fields", {})
                yield name, " ".join([name, *map(str, fields), *declared])


@pytest.mark.parametrize("place", [_fields_of_models, _templates, _serializers])
def test_nowhere_is_it_said_that_a_person_as_such_cannot_decide(place):
    seen = list(place())

    assert seen
    assert [where for where, words in seen if ABOUT_THE_PERSON.search(words)] == []


def test_what_speaks_of_deciding_names_its_decision():
    speaking = {
        model.__name__
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if field.name in ABILITIES
    }

    assert speaking == {"CapacityAssessment", "CapacityAssessmentEvent"}
    assert not CapacityAssessment._meta.get_field("decision").blank
