"""How somebody says they are, through the API."""

import pytest

from careplans.acts import Act
from careplans.models import HowTrueNow, WellbeingCheck
from ipc.kernel.models import Event
from tests.factories import (
    AllocationFactory,
    LicensedScoreFactory,
    LicensedToolFactory,
    OwnStatementFactory,
    PersonFactory,
    UserFactory,
    WellbeingCheckFactory,
)
from tests.factories.people import staff

KEY = "0b8b7a52-54a7-4c0b-9e65-0d5d0c2f2f12"
CHECKS, SENTENCES, SCORES = "/api/v1/wellbeing/", "/api/v1/own-statements/", "/api/v1/licensed-scores/"


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


def sent(client, url, **facts):
    return client.post(url, facts, content_type="application/json")


def test_the_person_answers_once_however_often_it_is_sent(signed_in, person):
    api = signed_in(UserFactory(person=person))
    facts = {"person": str(person.public_id), "happy": 7}

    answers = [
        api.post(f"{CHECKS}answer/", facts, content_type="application/json", headers={"Idempotency-Key": KEY})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["satisfied"] is None
    assert WellbeingCheck.objects.get().how_answered == "online"
    assert sent(api, f"{CHECKS}answer/", **{**facts, "happy": 11}).status_code == 400


def test_a_colleague_is_refused_a_guess_and_reads_with_an_event(signed_in, worker, person):
    api = signed_in(worker)

    refused = sent(api, f"{CHECKS}answer/", person=str(person.public_id), happy=7, how_answered="phone")
    assert refused.status_code == 409
    check = WellbeingCheckFactory(person=person)
    assert api.get(CHECKS).json()["results"][0]["id"] == str(check.public_id)
    assert Event.objects.filter(
        act=Act.SEE_WELLBEING, actor=worker, person_id=person.pk, is_read=True
    ).exists()


def test_what_was_taken_back_is_not_there(signed_in, person):
    own = UserFactory(person=person)
    check = WellbeingCheckFactory(person=person, noted_by=own)
    api = signed_in(own)

    assert sent(api, f"{CHECKS}{check.public_id}/take-back/").status_code == 200
    assert sent(api, f"{CHECKS}{check.public_id}/take-back/").status_code == 409
    assert api.get(f"{CHECKS}{check.public_id}/").status_code == 404


def test_one_key_does_not_speak_for_two_rows(signed_in, person):
    api, key = signed_in(UserFactory(person=person)), {"Idempotency-Key": KEY}
    one, other = OwnStatementFactory.create_batch(2, person=person)

    answers = [api.post(f"{SENTENCES}{row.public_id}/end/", headers=key) for row in (one, other)]

    assert [answer.status_code for answer in answers] == [200, 409]
    other.refresh_from_db()
    assert other.ended_at is None


def test_a_sentence_is_added_answered_and_ended(signed_in, person):
    api = signed_in(UserFactory(person=person))
    added = sent(api, f"{SENTENCES}add/", person=str(person.public_id), words="I sleep well.").json()
    url = f"{SENTENCES}{added['id']}/"

    assert sent(api, f"{url}say/", how_true=4).json()["answers"][0]["how_true"] == 4
    assert sent(api, f"{url}end/").json()["ended_at"]
    assert sent(api, f"{url}say/", how_true=1).status_code == 409
    assert HowTrueNow.objects.count() == 1


def test_a_score_needs_a_questionnaire_in_use(signed_in, worker, person):
    api = signed_in(worker)
    tool = LicensedToolFactory()
    facts = {
        "person": str(person.public_id),
        "tool": tool.slug,
        "score": "55",
        "licence_reference": "MADE-UP",
    }

    assert sent(api, f"{SCORES}note/", **facts).status_code == 409
    tool.is_in_use = True
    tool.save()
    assert sent(api, f"{SCORES}note/", **facts).json()["score"] == "55.00"


def test_others_find_none_of_it(signed_in, person):
    rows = [
        (CHECKS, WellbeingCheckFactory(person=person)),
        (SENTENCES, OwnStatementFactory(person=person)),
        (SCORES, LicensedScoreFactory(person=person)),
    ]
    api = signed_in(staff("finance", person.site))

    for url, row in rows:
        assert api.get(f"{url}{row.public_id}/").status_code in (403, 404)
