"""Every request acts as its signed-in user, in one hat; a member of staff has a second factor."""

from django.shortcuts import redirect

from ipc.kernel import acting
from people import attempts, hats
from people.signing_in import lacks_second_factor

_FREE = ("/accounts/", "/static/", "/health/")


def worn_hat(get_response):
    """Let the user wear the hat that their session keeps, where they still may."""

    def middleware(request):
        if request.user.is_authenticated:
            hats.put_on(request.user, request.session.get(hats.KEPT))
        return get_response(request)

    return middleware


def acting_user(get_response):
    """Set the row-level security context for the request from its user and the hat worn."""

    def middleware(request):
        token = acting.begin(None)
        attempts.begin()
        try:
            user = request.user
            if user.is_authenticated:
                way_in = "api" if request.path.startswith("/api/") else "web"
                acting.begin(user.acting(way_in, request.id))
                if not request.path.startswith(_FREE) and lacks_second_factor(user):
                    return redirect("mfa_index")
            response = get_response(request)
            attempts.follow(request, response)
            return response
        finally:
            acting.end(token)

    return middleware
