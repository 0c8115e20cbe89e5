"""Who somebody is: signing in by email address, and API tokens, each as one acting user."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from knox.auth import TokenAuthentication as KnoxAuthentication

from ipc.kernel import acting
from people.models import Hat, Organisation, Role, RoleAssignment, User


def _hats():
    live = RoleAssignment.objects.live().filter(user=OuterRef("pk"))
    return ArraySubquery(
        live.values(
            json=JSONObject(
                role="role", site_id="site_id", organisation_id="organisation_id", kind="organisation__kind"
            )
        )
    )


def load_user(pk) -> User | None:
    """Return the active user with their hats for today: one query, on every signed-in request."""
    user = User.objects.filter(pk=pk, is_active=True).annotate(hats_today=_hats()).first()
    if user is not None:
        user._hats = [
            Hat(
                role=hat["role"],
                site_id=hat["site_id"],
                organisation_id=hat["organisation_id"],
                funder=Organisation(kind=hat["kind"]).funder if hat["kind"] else None,
            )
            for hat in user.hats_today
        ] or [Hat(Role.PERSON)]
    return user


class Backend(AuthenticationBackend):
    """allauth's backend, loading the user and their hats in one query."""

    def get_user(self, user_id):
        return load_user(user_id)


class Adapter(DefaultAccountAdapter):
    """Nobody signs themselves up: people are invited, staff are added by their administrator."""

    def is_open_for_signup(self, request):
        return False


class TokenAuthentication(KnoxAuthentication):
    """``Authorization: Token …``; the owner acts through the API in their first hat."""

    def authenticate_credentials(self, token):
        owner, auth_token = super().authenticate_credentials(token)
        user = load_user(owner.pk)
        acting.begin(user.acting(way_in="api"))
        return user, auth_token


def needs_second_factor(user) -> bool:
    """Return whether this member of staff must set up a second factor before going on."""
    return settings.IPC_REQUIRE_STAFF_MFA and user.is_member_of_staff
