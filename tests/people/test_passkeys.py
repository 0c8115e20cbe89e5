"""Passkeys: set up, asked for and refused, with a key made of software that signs as a real one does."""

import hashlib
import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.factories.people import PASSWORD, staff

HERE = "testserver"


class Key:
    """An authenticator with one credential: what a phone or a small key does, in a few lines."""

    def __init__(self):
        self.private, self.id, self.used = ec.generate_private_key(ec.SECP256R1()), b"made-up-credential", 0

    def _client_data(self, kind, challenge, origin):
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _data(self, credential=b""):
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        if credential:
            flags |= AuthenticatorData.FLAG.AT
        self.used += 1
        return AuthenticatorData.create(hashlib.sha256(HERE.encode()).digest(), flags, self.used, credential)

    def _answer(self, **response):
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: websafe_encode(value) for name, value in response.items()},
            }
        )

    def made(self, challenge, origin=f"https://{HERE}"):
        """Return the answer to ``challenge`` when the key is added."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", challenge, origin),
            attestationObject=AttestationObject.create("none", self._data(credential), {}),
        )

    def signed(self, challenge, origin=f"https://{HERE}"):
        """Return the answer to ``challenge`` when somebody signs in."""
        client_data, data = self._client_data("webauthn.get", challenge, origin), self._data()
        signed = self.private.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client_data, authenticatorData=data, signature=signed)


@pytest.fixture(autouse=True)
def required(settings, db):
    settings.IPC_REQUIRE_STAFF_MFA = True
    cache.clear()


@pytest.fixture
def mia(house):
    user = staff("manager", house, email="mia@barnsley.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def add(client, key, **more):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_add_webauthn"))
    challenge = page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
    return client.post(
        reverse("mfa_add_webauthn"), {"name": "Work laptop", "credential": key.made(challenge, **more)}
    )


def challenge_of(client):
    page = client.get(reverse("mfa_authenticate"))
    return page.context["js_data"]["request_options"]["publicKey"]["challenge"]


@pytest.fixture
def key(client, mia):
    """A key that was added; nobody is signed in any more."""
    key = Key()
    sign_in(client, mia)
    assert add(client, key)["Location"] == reverse("mfa_view_recovery_codes")
    client.logout()
    return key


def test_passkey_is_a_second_factor_and_signs_in(client, mia, key):
    assert sign_in(client, mia)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("staff")).status_code == 302

    answer = client.post(reverse("mfa_authenticate"), {"credential": key.signed(challenge_of(client))})

    assert answer.status_code == 302
    assert client.get(reverse("staff")).status_code == 200


def test_answer_to_another_challenge_signs_nobody_in(client, mia, key):
    sign_in(client, mia)
    old = key.signed(challenge_of(client))
    challenge_of(client)

    client.post(reverse("mfa_authenticate"), {"credential": old})

    assert client.get(reverse("staff")).status_code == 302


@pytest.mark.parametrize("origin", ["https://testserver.example", "http://testserver"])
def test_answer_given_to_another_site_signs_nobody_in(client, mia, key, origin):
    sign_in(client, mia)

    client.post(reverse("mfa_authenticate"), {"credential": key.signed(challenge_of(client), origin=origin)})

    assert client.get(reverse("staff")).status_code == 302


def test_another_key_signs_nobody_in(client, mia, key):
    sign_in(client, mia)

    client.post(reverse("mfa_authenticate"), {"credential": Key().signed(challenge_of(client))})

    assert client.get(reverse("staff")).status_code == 302


def test_key_made_for_another_site_is_not_added(client, mia):
    sign_in(client, mia)

    add(client, Key(), origin="https://elsewhere.example")

    assert not Authenticator.objects.filter(user=mia).exists()


def test_list_shows_the_key_by_its_name_and_takes_it_away(client, mia, key):
    sign_in(client, mia)
    client.post(reverse("mfa_authenticate"), {"credential": key.signed(challenge_of(client))})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    kept = Authenticator.objects.get(user=mia, type=Authenticator.Type.WEBAUTHN)

    assert "Work laptop" in client.get(reverse("mfa_list_webauthn")).text
    client.post(reverse("mfa_remove_webauthn", args=[kept.pk]))

    assert client.get(reverse("staff"))["Location"] == reverse("mfa_index")
