"""Signing in: limits, nothing told about who is known, new sessions, and changes that act at once."""

import re
import statistics
import time

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from people import codes, invitations
from people.models import User
from tests.factories import InvitationFactory, PersonFactory, UserFactory
from tests.factories.people import PASSWORD, staff
from tests.test_house import patterns

WRONG = "not the right words"


@pytest.fixture(autouse=True)
def nothing_counted(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mia(house):
    user = staff("manager", house, name="Mia Manager", email="mia@barnsley.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def ask_for_reset(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def body(answer):
    """Return the page without what differs each time: the safety token."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.text)


def test_sign_in_says_the_same_of_somebody_known_and_unknown(client, mia):
    known, unknown = sign_in(client, mia.email, WRONG), sign_in(client, "who@barnsley.example", WRONG)

    assert known.status_code == unknown.status_code == 200
    assert body(known).replace(mia.email, "") == body(unknown).replace("who@barnsley.example", "")


@pytest.mark.alone
def test_sign_in_takes_as_long_for_somebody_known_and_unknown(client, mia, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    def took(email):
        begun = time.perf_counter()
        sign_in(client, email, WRONG)
        return time.perf_counter() - begun

    took(mia.email)
    known, unknown = zip(*[(took(mia.email), took("who@barnsley.example")) for _ in range(7)], strict=True)

    assert 0.6 < statistics.median(known) / statistics.median(unknown) < 1.6


def test_who_is_switched_off_is_told_so_only_with_the_right_password(client, mia):
    User.objects.filter(pk=mia.pk).update(is_active=False)

    wrong, right = sign_in(client, mia.email, WRONG), sign_in(client, mia.email)

    assert wrong.status_code == 200
    assert right["Location"] == reverse("account_inactive")


def test_reset_says_the_same_and_sends_one_message_either_way(client, mia):
    known, unknown = ask_for_reset(client, mia.email), ask_for_reset(client, "who@barnsley.example")

    assert known.redirect_chain == unknown.redirect_chain
    assert body(known) == body(unknown)
    assert [message.to for message in mail.outbox] == [[mia.email], ["who@barnsley.example"]]
    assert [message.subject for message in mail.outbox] == ["Choose a new password"] * 2


def test_messages_about_passwords_tell_nothing_personal(client, mia):
    ask_for_reset(client, mia.email)
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).redirect_chain[-1][0]
    words = "three other words here"
    client.post(form, {"password1": words, "password2": words})

    assert [message.subject for message in mail.outbox] == [
        "Choose a new password",
        "Your password was changed",
    ]
    for message in mail.outbox:
        for personal in ("Mia", "Manager", mia.email, "Barnsley", "127.0.0.1"):
            assert personal not in message.subject + message.body
    assert client.get(link, follow=True).context["token_fail"]


def test_link_that_never_was_and_one_that_is_over_look_alike(client, house):
    never = client.get(reverse("accept_invitation", args=["no-such-code"]))

    assert never.status_code == 410
    assert "Margaret" not in never.text


def invited(house):
    invitation = InvitationFactory(person=PersonFactory(), email="new@example.org")
    invitation.code_hash = codes.hash_of(invitations.code_of(invitation))
    invitation.save()
    return reverse("accept_invitation", args=[invitations.code_of(invitation)])


def test_invitation_is_limited(client, house):
    page = invited(house)

    statuses = [client.post(page, {"password": "short"}).status_code for _ in range(12)]

    assert statuses[:10] == [200] * 10
    assert statuses[10:] == [429, 429]


def test_wrong_passwords_are_limited_for_the_address_and_even_the_right_one_waits(client, mia):
    for _ in range(5):
        sign_in(client, mia.email, WRONG)

    answer = sign_in(client, mia.email)

    assert "Too many failed" in answer.text
    assert SESSION_KEY not in client.session


def test_sign_in_is_limited_for_one_computer(client, house):
    statuses = [sign_in(client, f"nobody{n}@barnsley.example", WRONG).status_code for n in range(31)]

    assert statuses[-1] == 429


def test_password_reset_is_limited(client, mia):
    statuses = [ask_for_reset(client, mia.email).status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]
    assert len(mail.outbox) == 5


def test_asking_again_for_the_password_is_limited(client, mia):
    sign_in(client, mia.email)
    page = reverse("account_reauthenticate")

    statuses = [client.post(page, {"password": WRONG}).status_code for _ in range(11)]

    assert statuses[-1] == 429


def test_session_gets_a_new_id_at_sign_in(client, mia):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key

    sign_in(client, mia.email)

    assert client.session.session_key != before
    assert client.session[SESSION_KEY] == str(mia.pk)


def test_switching_off_acts_on_the_next_request(client, mia):
    sign_in(client, mia.email)
    assert client.get(reverse("staff")).status_code == 200
    User.objects.filter(pk=mia.pk).update(is_active=False)

    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))


def test_new_password_signs_out_everywhere(client, mia):
    sign_in(client, mia.email)
    other = type(client)()
    sign_in(other, mia.email)
    words = "three other words here"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": words, "password2": words},
    )

    assert other.get(reverse("staff"))["Location"].startswith(reverse("account_login"))
    assert mail.outbox[-1].subject == "Your password was changed"


def test_list_of_sessions_signs_out_everywhere_else(client, mia):
    agent = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0"}
    other = type(client)(headers=agent)
    sign_in(other, mia.email)
    sign_in(client, mia.email)

    page = client.get(reverse("usersessions_list"))
    assert "Firefox on Windows" in page.text
    client.post(reverse("usersessions_list"))

    assert other.get(reverse("staff"))["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("staff")).status_code == 200
    assert "You are signed in here only." in client.get(reverse("usersessions_list")).text


@pytest.mark.parametrize(
    "name", ["account_email", "account_confirm_login_code", "account_email_verification_sent"]
)
def test_no_other_way_in_or_to_another_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_ways_in_are_those_written_down():
    ours = {route for route, _entry in patterns(get_resolver()) if route.startswith("accounts/")}

    assert {route.split("/")[1].removeprefix("^") for route in ours} == {
        "login",
        "logout",
        "inactive",
        "signup",
        "reauthenticate",
        "password",
        "tokens",
        "2fa",
        "sessions",
    }
    assert not any("signup" in route for route in ours - {"accounts/signup/"})


def test_nobody_signs_themselves_up(client, house):
    answer = client.post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "You need an invitation" in answer.text
    assert not User.objects.filter(email="new@example.org").exists()


def test_policy_of_the_browser_lets_no_inline_script_run(client, mia):
    sign_in(client, mia.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_add_webauthn"))

    assert "script-src 'self'" in page["Content-Security-Policy"]
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page.text)
    assert scripts
    assert all('type="application/json"' in one for one in scripts)


def test_address_that_nobody_has_is_limited_like_one_that_somebody_has(client, house):
    UserFactory(email="known@example.org")
    for email in ("known@example.org", "unknown@example.org"):
        for _ in range(5):
            sign_in(client, email, WRONG)
        assert "Too many failed" in sign_in(client, email, WRONG).text
        cache.clear()
