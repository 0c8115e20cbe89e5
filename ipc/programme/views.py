"""The first pages: what this is, and each role's way home."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.models import Role

HOME_OF = {
    Role.PERSON: "my_home",
    Role.COORDINATOR: "caseload",
    Role.MANAGER: "caseload",
    Role.APPROVER: "approvals",
    Role.FINANCE: "payments",
    Role.NAVIGATOR: "referrals",
    Role.HOLDER: "held_budgets",
    Role.SITE_ADMIN: "admin:index",
    Role.PROGRAMME_ADMIN: "admin:index",
    Role.ANALYST: "start",
}


@require_safe
@login_not_required
def start(request):
    return render(request, "programme/start.html")


@require_safe
def home(request):
    """Send each role to the page where its day begins."""
    return redirect(HOME_OF[Role(request.user.hat.role)])
