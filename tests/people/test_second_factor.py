"""The second step of colleagues: asked for on every page and of every token's owner, by real codes."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from knox.models import AuthToken

from tests.factories import UserFactory
from tests.factories.people import PASSWORD, staff
from tests.test_house import our_pages


@pytest.fixture(autouse=True)
def required(settings):
    settings.IPC_REQUIRE_STAFF_MFA = True


@pytest.fixture
def mia(house):
    return with_password(staff("manager", house, name="Mia Manager", email="mia@barnsley.example"))


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def show_again(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_of(secret, steps=0):
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def with_app(user):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def type_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


PAGES = [
    entry.name
    for _route, entry in our_pages()
    if getattr(entry.callback, "login_required", True) and not entry.pattern.converters
]


def test_every_page_asks_a_colleague_for_a_second_factor(signed_in, mia):
    browser, open_pages = signed_in(mia), []
    for page in PAGES:
        for method in (browser.get, browser.post):
            answer = method(reverse(page))
            if (answer.status_code, answer.headers.get("Location")) != (302, reverse("mfa_index")):
                open_pages.append(page)

    assert len(PAGES) > 30
    assert open_pages == []


@pytest.mark.parametrize("address", ["/admin/", "/api/v1/people/", "/api/schema/"])
def test_administration_and_api_ask_for_it_too(signed_in, house, address):
    answer = signed_in(staff("site_admin", house)).get(address)

    assert answer["Location"] == reverse("mfa_index")


def test_people_and_families_are_not_made_to(signed_in, house):
    assert signed_in(UserFactory()).get(reverse("my_whose_page")).status_code == 200


def test_page_says_why_and_offers_both_ways(signed_in, mia):
    page = signed_in(mia).get(reverse("mfa_index"))

    assert "Everybody who works here needs a second step" in page.text
    assert reverse("mfa_activate_totp") in page.text
    assert reverse("mfa_add_webauthn") in page.text


def test_app_is_set_up_with_its_code_and_then_asked_for(client, mia):
    sign_in(client, mia)
    show_again(client)
    form = client.get(reverse("mfa_activate_totp")).context["form"]

    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    right = client.post(reverse("mfa_activate_totp"), {"code": code_of(form.secret)})

    assert "This does not fit. Try again." in wrong.text
    assert right["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("staff")).status_code == 200
    client.logout()
    assert sign_in(client, mia)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))


def test_right_code_signs_in_and_a_wrong_one_does_not(client, mia):
    secret = with_app(mia)
    sign_in(client, mia)

    assert "This does not fit. Try again." in type_code(client, "000000").text
    assert client.get(reverse("staff")).status_code == 302
    assert type_code(client, code_of(secret)).status_code == 302
    assert client.get(reverse("staff")).status_code == 200


def test_code_of_the_app_works_once(client, mia):
    code = code_of(with_app(mia))
    sign_in(client, mia)
    type_code(client, code)
    client.logout()
    sign_in(client, mia)

    assert "This does not fit" in type_code(client, code).text
    assert client.get(reverse("staff")).status_code == 302


def test_old_code_does_not_work(client, mia):
    secret = with_app(mia)
    sign_in(client, mia)

    assert "This does not fit" in type_code(client, code_of(secret, steps=-4)).text


def test_spare_code_works_once(client, mia):
    with_app(mia)
    code = RecoveryCodes.activate(mia).get_unused_codes()[0]
    sign_in(client, mia)
    type_code(client, code)
    assert client.get(reverse("staff")).status_code == 200
    client.logout()
    sign_in(client, mia)

    assert "This does not fit" in type_code(client, code).text
    assert client.get(reverse("staff")).status_code == 302


def test_spare_codes_alone_are_no_second_factor(signed_in, mia):
    RecoveryCodes.activate(mia)

    assert signed_in(mia).get(reverse("staff"))["Location"] == reverse("mfa_index")


def test_wrong_codes_are_limited(client, mia):
    secret = with_app(mia)
    sign_in(client, mia)
    for _ in range(10):
        type_code(client, "000000")

    assert "Too many failed" in type_code(client, code_of(secret)).text
    assert client.get(reverse("staff")).status_code == 302


def test_password_alone_signs_nobody_in_by_any_address(client, mia):
    with_app(mia)
    sign_in(client, mia)

    for page in ("home", "mfa_index", "usersessions_list", "account_change_password", "api_tokens"):
        assert client.get(reverse(page))["Location"].startswith(reverse("account_login"))


def test_new_password_by_email_keeps_the_second_factor(client, mia):
    secret = with_app(mia)
    client.post(reverse("account_reset_password"), {"email": mia.email})
    link = next(word for word in mail.outbox[-1].body.split() if word.startswith("http"))
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "three new words here", "password2": "three new words here"}
    )

    assert Authenticator.objects.filter(user=mia, type=Authenticator.Type.TOTP).exists()
    answer = client.post(reverse("account_login"), {"login": mia.email, "password": "three new words here"})
    assert answer["Location"] == reverse("mfa_authenticate")
    type_code(client, code_of(secret))
    assert client.get(reverse("staff")).status_code == 200


def test_change_of_the_second_factor_asks_for_the_password_again(client, mia):
    secret = with_app(mia)
    sign_in(client, mia)
    type_code(client, code_of(secret))

    for page in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert "reauthenticate" in client.get(reverse(page))["Location"]


def token_of(user):
    _kept, token = AuthToken.objects.create(user)
    return {"Authorization": f"Token {token}"}


def test_token_whose_owner_has_no_second_factor_is_refused(client, mia):
    header = token_of(mia)
    refused = client.get("/api/v1/people/", headers=header)
    with_app(mia)
    allowed = client.get("/api/v1/people/", headers=header)
    Authenticator.objects.all().delete()
    again = client.get("/api/v1/people/", headers=header)

    assert (refused.status_code, allowed.status_code, again.status_code) == (401, 200, 401)
    assert "second step" in refused.json()["title"]


def test_colleague_without_a_second_factor_is_given_no_token(mia, capsys):
    with pytest.raises(CommandError, match="second factor"):
        call_command("issue_token", mia.email)
    RecoveryCodes.activate(mia)
    with pytest.raises(CommandError, match="second factor"):
        call_command("issue_token", mia.email)
    with_app(mia)
    call_command("issue_token", mia.email)
    assert capsys.readouterr().out.strip()


def test_change_of_the_second_factor_is_told_by_email_and_tells_nothing_personal(client, mia, monkeypatch):
    sign_in(client, mia)
    show_again(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    # The test's own transaction never commits; in a request each commits before its answer.
    monkeypatch.setattr(transaction, "on_commit", lambda do, **_: do())
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    client.post(reverse("mfa_deactivate_totp"))

    subjects = [message.subject for message in mail.outbox]
    assert subjects == ["Your second step is on", "Your second step was switched off"]
    for message in mail.outbox:
        assert message.to == [mia.email]
        for personal in (mia.name, mia.email, "Manager", "127.0.0.1", "Barnsley"):
            assert personal not in message.subject + message.body
