"""Is the programme alive, and is it ready: for load balancers. Reasons, never secrets."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import JsonResponse
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
@transaction.non_atomic_requests
def live(request):
    return JsonResponse({"status": "alive"})


@require_safe
@login_not_required
@transaction.non_atomic_requests
def ready(request):
    """Answer 200 when the database answers and its role can see nothing by itself, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            sees_all = cursor.fetchone()[0]
    except DatabaseError:
        return JsonResponse({"status": "not ready", "reason": "The database cannot be reached."}, status=503)
    if sees_all:
        reason = "The database role bypasses row-level security. Connect as an ordinary role."
        return JsonResponse({"status": "not ready", "reason": reason}, status=503)
    return JsonResponse({"status": "ready"})
