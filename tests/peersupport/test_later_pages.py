"""Keeping for later, sharing a list, recommending, and what is missing: the pages."""

import re
import uuid

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from peersupport.acts import Act
from peersupport.models import SearchGap, Shortlisted, Signpost
from people.models import Section
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    ShortlistedFactory,
    SignpostFactory,
    UserFactory,
)
from tests.factories.people import staff

KEPT = "kept"


def words(answer):
    return answer.content.decode()


def keep(client, entry):
    return client.post(reverse("keep_for_later", args=[entry.public_id]))


def shared_address(page):
    return re.search(r'href="(http[^"]*directory/list/[^"]*)"', page)[1].replace("&amp;", "&")


# -- On a stranger's device


def test_a_stranger_keeps_and_drops_on_their_device_alone(choir, client):
    assert keep(client, choir)["Location"] == reverse("service", args=[choir.public_id])
    page = client.get(reverse(KEPT))
    assert "Breathe Easy Choir" in words(page)
    assert "On this device only" in words(page)
    assert "no-store" in page["Cache-Control"]
    assert (client.cookies["kept"]["httponly"], client.cookies["kept"]["samesite"]) == (True, "Lax")
    assert not Shortlisted.objects.exists()

    client.post(reverse("drop_kept", args=[choir.public_id]))
    assert "Nothing is kept yet" in words(client.get(reverse(KEPT)))


def test_a_stranger_keeps_twenty_and_is_told_of_more(house, client, monkeypatch):
    monkeypatch.setattr("peersupport.shortlist.MOST", 1)
    keep(client, ServiceFactory(name="Tea Dance"))
    answer = client.post(reverse("keep_for_later", args=[ServiceFactory().public_id]), follow=True)

    assert "Your list is full" in words(answer)
    assert "Tea Dance" in words(client.get(reverse(KEPT)))


def test_emptying_forgets_the_list_of_the_device(choir, client):
    keep(client, choir)
    client.post(reverse("empty_kept"))

    assert "Nothing is kept yet" in words(client.get(reverse(KEPT)))


@pytest.mark.parametrize("cookie", ["{}", "{}:x:y", "nonsense", ""])
def test_a_list_somebody_wrote_into_the_cookie_counts_for_nothing(choir, client, cookie):
    client.cookies["kept"] = cookie.format(choir.public_id.hex)

    assert "Nothing is kept yet" in words(client.get(reverse(KEPT)))


@pytest.mark.parametrize("hidden", [{"is_internal": True}, {"is_refuge": True}, {"is_out_of_date": True}])
def test_hidden_entries_cannot_be_kept_and_are_on_no_list(choir, client, hidden):
    keep(client, choir)
    type(choir).objects.filter(pk=choir.pk).update(**hidden)

    assert keep(client, choir).status_code == 404
    page = words(client.get(reverse(KEPT)))
    assert "1 thing you kept is not in the directory any more" in page
    assert "Breathe Easy Choir" not in page
    address = reverse("shared_list")
    assert "Breathe Easy Choir" not in words(client.get(address, {"entry": str(choir.public_id)}))


def test_the_page_of_an_entry_offers_to_keep_it_until_it_is_kept(choir, client):
    address = reverse("service", args=[choir.public_id])
    assert "Keep for later" in words(client.get(address))
    assert f"/directory/list/?entry={choir.public_id}" in words(client.get(address))

    keep(client, choir)
    for shown in (address, f"{address}?easy=1"):
        assert "This is on your list" in words(client.get(shown))


# -- On a person's list


def test_a_person_keeps_writes_why_and_shares_without_telling_who(margaret, choir, signed_in):
    client = signed_in(margaret.signs_in)
    keep(client, choir)
    kept = Shortlisted.objects.get(person=margaret)
    client.post(reverse("note_kept", args=[kept.public_id]), {"words": "For my lungs"})

    page = words(client.get(reverse(KEPT)))
    assert "For my lungs" in page
    assert "Margaret Hill" in page
    assert "kept" not in client.cookies
    address = shared_address(page)
    client.logout()
    shared = words(client.get(address))
    assert "Breathe Easy Choir" in shared
    for private in ("For my lungs", "Margaret", str(margaret.public_id)):
        assert private not in shared + address


def test_looking_at_ones_list_is_a_look_and_dropping_ends_it(margaret, choir, signed_in):
    ShortlistedFactory(person=margaret, service=choir)
    client = signed_in(margaret.signs_in)
    client.get(reverse(KEPT))
    assert Event.objects.filter(person_id=margaret.pk, act=Act.SEE_SHORTLIST, is_read=True).exists()

    client.post(reverse("drop_kept", args=[choir.public_id]))
    assert not Shortlisted.objects.exists()


def test_what_was_kept_before_signing_in_is_offered_and_taken_over(margaret, choir, signed_in, client):
    keep(client, choir)
    client = signed_in(margaret.signs_in)
    assert "There is also a list on this device" in words(client.get(reverse(KEPT)))

    client.post(reverse("take_over_kept"))
    assert Shortlisted.objects.get().service == choir
    assert "There is also a list on this device" not in words(client.get(reverse(KEPT)))


def test_somebody_who_may_only_look_keeps_on_their_own_device(margaret, choir, signed_in):
    friend = UserFactory()
    ConsentFactory(person=margaret, user=friend, sections=[Section.IDENTITY, Section.SUPPORT])
    kept, client = (
        ShortlistedFactory(person=margaret, service=ServiceFactory(name="Tea Dance")),
        signed_in(friend),
    )
    keep(client, choir)

    page = words(client.get(reverse(KEPT)))
    assert "Tea Dance" in page
    assert "Take off the list" not in page
    assert Shortlisted.objects.get() == kept
    assert client.post(reverse("note_kept", args=[kept.public_id]), {"words": "x"}).status_code == 403
    assert client.post(reverse("take_over_kept")).status_code == 403


def test_a_colleague_of_the_site_does_not_see_the_list(margaret, signed_in):
    ShortlistedFactory(person=margaret, service=ServiceFactory(name="Tea Dance"))

    assert "Tea Dance" not in words(signed_in(staff("manager")).get(reverse(KEPT)))


@pytest.mark.parametrize(("layout", "sign"), [("easy=1", "ipc-easy__line"), ("layout=large", "ipc-large")])
def test_a_list_can_be_read_easily_and_large(choir, client, layout, sign):
    keep(client, choir)

    assert sign in words(client.get(f"{reverse(KEPT)}?{layout}"))


def test_a_shared_list_with_nonsense_in_it_is_empty(client, db):
    for address in ("?entry=1", f"?entry={uuid.uuid4()}", "", "?entry=%00"):
        assert "Nothing of this list is there any more" in words(client.get(reverse("shared_list") + address))


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_costs_the_same_however_long_it_is(margaret, signed_in, questions, number):
    for _ in range(number):
        ShortlistedFactory(person=margaret)
    client = signed_in(margaret.signs_in)
    client.get(reverse(KEPT))
    with questions() as asked:
        client.get(reverse(KEPT))

    assert len([one for one in asked() if "set_config" not in one]) == 8


# -- Recommending


@pytest.fixture
def coordinator(margaret):
    worker = staff("coordinator")
    AllocationFactory(person=margaret, worker=worker)
    AllocationFactory(person=PersonFactory(given_name="Tom", family_name="Made-up"), worker=worker)
    return worker


def recommend(client, entry, to, **more):
    return client.post(reverse("recommend", args=[entry.public_id]), {"to": to, "words": "For you", **more})


def test_an_entry_is_recommended_to_one_person_once(margaret, choir, coordinator, signed_in):
    key, client = str(uuid.uuid4()), signed_in(coordinator)
    for _ in range(2):
        answer = recommend(client, choir, str(margaret.public_id), key=key)
        assert answer["Location"] == reverse("service", args=[choir.public_id])

    told = Signpost.objects.get()
    assert (told.person, told.service, told.words, told.given_by) == (margaret, choir, "For you", coordinator)


def test_an_entry_is_recommended_to_the_whole_caseload_but_those_who_know(
    margaret, choir, coordinator, signed_in
):
    SignpostFactory(person=margaret, service=choir)
    client = signed_in(coordinator)
    assert "The one person you work with" in words(client.get(reverse("recommend", args=[choir.public_id])))

    recommend(client, choir, "everybody")
    assert sorted(str(one.person.given_name) for one in Signpost.objects.all()) == ["Margaret", "Tom"]
    assert "Select a valid choice" in words(recommend(client, choir, "everybody"))


def test_nobody_outside_the_own_list_is_told(choir, coordinator, signed_in):
    stranger = PersonFactory(given_name="Far", family_name="Away")
    client = signed_in(coordinator)

    assert "Far Away" not in words(client.get(reverse("recommend", args=[choir.public_id])))
    assert recommend(client, choir, str(stranger.public_id)).status_code == 200
    assert not Signpost.objects.exists()


def test_a_manager_is_told_to_open_the_page_of_the_person(choir, signed_in):
    page = words(signed_in(staff("manager")).get(reverse("recommend", args=[choir.public_id])))

    assert "Open the page of the person" in page


def test_a_hidden_entry_cannot_be_recommended(coordinator, signed_in):
    hidden = ServiceFactory(is_internal=True)

    assert recommend(signed_in(coordinator), hidden, "everybody").status_code == 404


@pytest.mark.parametrize(
    ("role", "offered"), [("coordinator", True), ("navigator", True), ("finance", False)]
)
def test_recommending_is_offered_to_those_who_work_with_people(choir, signed_in, role, offered):
    page = words(signed_in(staff(role)).get(reverse("service", args=[choir.public_id])))

    assert ("Recommend it to people" in page) == offered


# -- What is missing


def test_a_search_in_vain_is_counted_and_one_that_finds_is_not(choir, client):
    ServiceFactory.create_batch(2)
    for typed in ("choir", "tennis with Tom", "tennis with Tom"):
        client.get(reverse("directory"), {"words": typed, "site": "barnsley", "is_free": "on"})

    gap = SearchGap.objects.get()
    assert (gap.words, gap.times, gap.site.slug, gap.filters) == ("tennis", 2, "barnsley", "is_free")


def test_what_is_missing_is_read_and_taken_as_a_file_without_anybody_in_it(house, choir, signed_in):
    SearchGap.objects.create(site=house, week_starts_on="2026-11-16", cause="nothing", words="dance", times=7)
    client = signed_in(staff("manager"))

    page, file = words(client.get(reverse("missing"))), words(client.get(reverse("missing_csv")))

    for told in ("dance", "Nothing fits", "Autism", "The whole area"):
        assert told in page
    assert "Searched for in vain,dance,7,Nothing fits" in file
    assert client.get(reverse("missing_csv"))["Content-Disposition"] == 'attachment; filename="missing.csv"'


def test_cells_that_a_spreadsheet_would_run_are_plain_words(margaret, house, signed_in):
    IntroductionFactory(person=margaret, service=ServiceFactory(name="=HYPERLINK()"))

    assert "People wait,'=HYPERLINK(),Fewer than 5," in words(
        signed_in(staff("navigator")).get(reverse("missing_csv"))
    )


@pytest.mark.parametrize("role", ["coordinator", "finance", "site_admin"])
def test_what_is_missing_is_for_those_who_plan(house, signed_in, role):
    for page in ("missing", "missing_csv"):
        assert signed_in(staff(role)).get(reverse(page)).status_code == 403


# -- For colleagues


@pytest.mark.parametrize(("role", "is_told"), [("coordinator", True), ("manager", False)])
def test_the_care_coordinator_reads_what_somebody_keeps_and_no_manager(margaret, signed_in, role, is_told):
    worker = staff(role)
    if role == "coordinator":
        AllocationFactory(person=margaret, worker=worker)
    ShortlistedFactory(person=margaret, service=ServiceFactory(name="Tea Dance"), words="In spring")
    ShortlistedFactory(person=margaret, service=ServiceFactory(name="Hidden House", is_refuge=True))

    page = words(signed_in(worker).get(reverse("support_of_person", args=[margaret.public_id])))

    assert ("Tea Dance" in page, "In spring" in page, "Hidden House" in page) == (is_told, is_told, False)


def test_the_directory_leads_to_what_is_kept(house, client):
    for shown in ("0", "1"):
        assert reverse(KEPT) in words(client.get(reverse("directory"), {"easy": shown}))
