"""Who somebody is: signing in by email address, and API tokens, each as one acting user."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, F, Func, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed

from ipc.kernel import acting, easy
from people.models import (
    Hat,
    InformationFormat,
    InformationNeeds,
    Organisation,
    RoleAssignment,
    TokenScope,
    User,
)

# Spare codes are for the day without these, and no second factor by themselves.
LASTING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _roles():
    live = RoleAssignment.objects.live().filter(user=OuterRef("pk"))
    return ArraySubquery(
        live.values(
            json=JSONObject(
                role="role",
                site_id="site_id",
                site="site__name",
                organisation_id="organisation_id",
                organisation="organisation__name",
                kind="organisation__kind",
            )
        )
    )


def _today():
    """Return what every request needs to know of its user: the roles, and any emergency that runs."""
    until = Func(F("pk"), function="app_emergency_until", output_field=DateTimeField(null=True))
    return {"roles_today": _roles(), "emergency_until": until}


def load_user(pk) -> User | None:
    """Return the user with their hats for today, unless their sign-in is over: one query a request."""
    user = User.objects.staying().filter(pk=pk).annotate(**_today()).first()
    if user is not None:
        user.may_wear([_hat(**held) for held in user.roles_today])
        user.conditions = {}  # of one request: see ipc.kernel.access
    return user


def _hat(*, kind, site, organisation, **facts):
    funder = Organisation(kind=kind).funder if kind else None
    return Hat(**facts, funder=funder, site=site or "", organisation=organisation or "")


def _needs_easy_read(user) -> bool:
    """Whether somebody said so of themselves: what the person they help needs is not asked."""
    if user is None or user.person_id is None:
        return False
    with acting.acting_as(user.acting()):
        needs = InformationNeeds.objects.visible_to(user).filter(person=user.person_id)
        return needs.filter(information_format=InformationFormat.EASY_READ).exists()


class Backend(AuthenticationBackend):
    """allauth's backend, loading the user and their hats in one query."""

    def get_user(self, user_id):
        return load_user(user_id)

    def user_can_authenticate(self, user):
        return not user.is_gone()


class Adapter(DefaultAccountAdapter):
    """Nobody signs themselves up: people are invited, staff are added by their administrator."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Turn away who has left, on the very day."""
        if user.is_gone():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        """Open Easy Read for who needs it, unless this browser was told how to read."""
        answer = super().post_login(request, user, **kwargs)
        if not easy.was_chosen(request) and _needs_easy_read(load_user(user.pk)):
            easy.keep(answer, True)
        return answer

    def get_reauthentication_methods(self, user):
        """Return the ways to show again who one is, in the words of the other pages."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use the app on your phone, or a spare code"),
            "mfa_reauthenticate:webauthn": _("Use your passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**one, "description": words.get(one["id"], one["description"])} for one in methods]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a user that their password or second step changed; our users have one address, their own."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactors(DefaultMFAAdapter):
    """The second step: an app, a passkey, or one of the spare codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This does not fit. Try again."),
    }

    def generate_authenticator_name(self, user, type):
        return _("My key")

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


class TokenAuthentication(KnoxAuthentication):
    """``Authorization: Token …``; the owner acts through the API in their first hat, within its scope."""

    def authenticate_credentials(self, token):
        owner, auth_token = super().authenticate_credentials(token)
        user = load_user(owner.pk)
        if user is None:
            raise AuthenticationFailed(_("The owner of this token no longer signs in."))
        if lacks_second_factor(user):
            raise AuthenticationFailed(_("The owner of this token needs a second step to sign in first."))
        scope = TokenScope.objects.filter(token=auth_token).first()
        user.acts_allowed = None if scope is None else frozenset(scope.acts)
        acting.begin(user.acting(way_in="api"))
        return user, auth_token


def lacks_second_factor(user) -> bool:
    """Return whether this member of staff must set up a second factor before going on."""
    return settings.IPC_REQUIRE_STAFF_MFA and user.works_here and not is_mfa_enabled(user, LASTING)
