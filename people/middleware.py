"""Every request acts as its signed-in user, in one hat; a member of staff has a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect

from ipc.kernel import acting
from people.signing_in import needs_second_factor

_FREE = ("/accounts/", "/static/", "/health/")


def acting_user(get_response):
    """Set the row-level security context for the request from its user and the hat in the session."""

    def middleware(request):
        token = acting.begin(None)
        try:
            user = request.user
            if user.is_authenticated:
                chosen = request.session.get("hat")
                if chosen is not None and chosen < len(user.hats):
                    user.wear(user.hats[chosen])
                way_in = "api" if request.path.startswith("/api/") else "web"
                acting.begin(user.acting(way_in, request.id))
                if (
                    needs_second_factor(user)
                    and not request.path.startswith(_FREE)
                    and not is_mfa_enabled(user)
                ):
                    return redirect("mfa_activate_totp")
            return get_response(request)
        finally:
            acting.end(token)

    return middleware
