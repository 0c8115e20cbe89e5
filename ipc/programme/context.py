"""What the frame around every page shows. Costs no query."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipc.kernel import easy, reading
from ipc.programme.easy import introduction
from people.models import Role

OPEN_TO_ALL = [("directory", _("Find support")), ("information", _("Information"))]
PUBLIC = [("guide", _("Is it for me?")), *OPEN_TO_ALL]
NAVIGATION = {
    Role.PERSON: [
        ("my_home", _("My home")),
        ("my_about_me", _("About me")),
        ("my_plan", _("My plan")),
        ("my_money", _("My money")),
        ("my_people", _("My people")),
        ("my_support", _("My support")),
        ("my_messages", _("Messages")),
    ],
    Role.COORDINATOR: [
        ("caseload", _("Today")),
        ("find_people", _("Find somebody")),
        ("register_person", _("New person")),
        ("todos", _("To do")),
        ("team_inbox", _("Messages")),
        ("complaints", _("Questions")),
        ("reviews_due", _("Reviews")),
        *OPEN_TO_ALL,
    ],
    Role.MANAGER: [
        ("caseload", _("Today")),
        ("find_people", _("Find somebody")),
        ("todos", _("To do")),
        ("team_inbox", _("Messages")),
        ("complaints", _("To put right")),
        ("reviews_due", _("Reviews")),
        ("approvals", _("Approvals")),
        ("staff", _("Staff")),
        ("offer", _("Our offer")),
        ("peers", _("Peer supporters")),
        ("concerns", _("Worries")),
        ("entry_changes", _("Directory")),
        *OPEN_TO_ALL,
    ],
    Role.APPROVER: [
        ("approvals", _("Approvals")),
        ("second_looks", _("Second looks")),
        ("find_people", _("Find somebody")),
    ],
    Role.FINANCE: [
        ("payments", _("Payments")),
        ("books", _("Books")),
        ("find_people", _("Find somebody")),
        ("todos", _("To do")),
    ],
    Role.NAVIGATOR: [
        ("referrals", _("People who asked")),
        ("groups", _("Groups")),
        ("peers", _("Peer supporters")),
        ("entry_changes", _("Directory")),
        ("missing", _("What is missing")),
        *OPEN_TO_ALL,
    ],
    Role.HOLDER: [("held_budgets", _("Budgets we hold"))],
    Role.PARTNER: [("taking_part", _("Plans I take part in")), *OPEN_TO_ALL],
    Role.SITE_ADMIN: [("admin:index", _("Administration"))],
    Role.PROGRAMME_ADMIN: [("admin:index", _("Administration"))],
    Role.ANALYST: OPEN_TO_ALL,
}


def chrome(request):
    """Return the navigation, whose page it is and who is signed in, for ``base.html``."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    portal = signed_in and user.hat.role == Role.PERSON
    links = NAVIGATION[Role(user.hat.role)] if signed_in else PUBLIC
    whose = getattr(request, "whose", None)
    nav = [{"label": label, "url": reverse(name)} for name, label in links]
    for link in nav:
        link["current"] = request.path == link["url"]
    return {
        "chrome": {
            "nav": nav,
            "signed_in": signed_in,
            "portal": portal,
            "user_label": user.name if signed_in else "",
            "hat": user.hat.label if signed_in and len(user.hats) > 1 else "",
            "helping": whose.called if portal and whose and whose.pk != user.person_id else None,
            "switch_url": reverse("my_whose_page"),
            "is_demonstration": settings.IPC_ENV != "production",
            "easy": _in_easy_read(request) if portal or not signed_in else None,
            "text_size": reading.text_size(request),
            "languages": len(settings.LANGUAGES) > 1,
            "idle_minutes": settings.IPC_IDLE_MINUTES["people" if portal else "staff"],
        }
    }


def _in_easy_read(request):
    """Return what the page is for in Easy Read, where that is wanted, unless the page says it itself."""
    if not easy.wanted(request):
        return None
    known = getattr(request, "resolver_match", None)
    is_own = getattr(request, "is_drawn_easy", False)
    return introduction(None if is_own or known is None else known.url_name)
