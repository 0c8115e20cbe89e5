"""The pages open to everybody, and each role's way home."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ipc.kernel import easy
from ipc.programme import answers
from people import portal
from people.models import Role

HOME_OF = {
    Role.PERSON: "my_home",
    Role.COORDINATOR: "caseload",
    Role.MANAGER: "caseload",
    Role.APPROVER: "approvals",
    Role.FINANCE: "payments",
    Role.NAVIGATOR: "referrals",
    Role.HOLDER: "held_budgets",
    Role.PARTNER: "taking_part",
    Role.SITE_ADMIN: "admin:index",
    Role.PROGRAMME_ADMIN: "admin:index",
    Role.ANALYST: "start",
}


@require_safe
@login_not_required
def start(request):
    return easy.page(request, "programme/start.html", {"sites": answers.sites()})


@require_safe
def home(request):
    """Send each role to the page where its day begins; who may open nobody's pages yet, to why not."""
    role = Role(request.user.hat.role)
    if role == Role.PERSON and not portal.people_of(request.user):
        return redirect("my_acting")
    return redirect(HOME_OF[role])


@require_safe
@login_not_required
def demo_mail(request):
    """Show the messages that the demonstration would have sent. There is no such page in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "programme/demo_mail.html", {"mails": answers.caught_mails()})
