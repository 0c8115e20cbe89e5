"""The plan to take away: in Easy Read on a page, and as a document to print, send and keep."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careplans import contingency, documents, easy_read, telling
from careplans.acts import Act
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import InformationNeeds


def _asked_for(request, person) -> CarePlan | None:
    """Return the plan that counts; with ``?next`` the one being written."""
    plans = CarePlan.objects.visible_to(request.user).filter(person=person)
    draft = plans.filter(status=PlanStatus.DRAFT).first() if "next" in request.GET else None
    return draft or contingency.plan_that_counts(request.user, person)


def _needed(user, person):
    return documents.needed_by(InformationNeeds.objects.visible_to(user).filter(person=person).first())


def _layout(slug):
    if slug not in documents.Layout:
        raise Http404
    return documents.Layout(slug)


def _choices(needed, address, query=""):
    """Return the prints as a list to choose from, the needed one first and marked."""
    return [
        {
            "label": choice["label"],
            "hint": choice["says"],
            "url": address(choice["slug"]) + query,
            "status": _("What suits best") if choice["is_needed"] else "",
            "colour": "green" if choice["is_needed"] else "",
        }
        for choice in documents.choices(needed)
    ]


def _as_pdf(document, name):
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_plan_easy(request, person):
    plan = _asked_for(request, person)
    told = telling.told(plan, request.user) if plan else None
    shown = {"plan": plan, "sections": easy_read.sections(told) if told else []}
    return render(request, "careplans/my_plan_easy.html", shown)


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def plan_easy(request, plan):
    user = request.user
    audit.read(Act.SEE_PLAN, plan, by=user)
    sections = easy_read.sections(telling.told(plan, user))
    shown = {"plan": plan, "banner": banner_for(user, plan.person), "sections": sections}
    return render(request, "careplans/plan_easy.html", shown)


@require_safe
@portal.my(Act.TAKE_PLAN, CarePlan)
def my_plan_document(request, person):
    """Choose a print; the one the person needs comes first."""
    plan = _asked_for(request, person)
    is_draft = plan is not None and plan.status == PlanStatus.DRAFT
    query = "?next" if "next" in request.GET else ""
    needed = _needed(request.user, person)
    items = _choices(needed, lambda slug: reverse("my_plan_pdf", args=[slug]), query)
    shown = {"plan": plan, "is_draft": is_draft, "items": items}
    return render(request, "careplans/my_plan_document.html", shown)


@require_safe
@portal.my(Act.TAKE_PLAN, CarePlan)
def my_plan_pdf(request, person, layout):
    plan = _asked_for(request, person)
    if plan is None:
        raise Http404
    return _as_pdf(documents.plan_document(plan, request.user, _layout(layout)), "my-plan")


@require_safe
@portal.my(Act.TAKE_PLAN, CarePlan)
def my_contingency_pdf(request, person):
    user = request.user
    plan = contingency.plan_that_counts(user, person)
    page = documents.contingency_page(plan, person, user, _needed(user, person))
    return _as_pdf(page, "if-things-go-wrong")


@require_safe
@access.requires(Act.TAKE_PLAN, CarePlan)
def plan_document(request, plan):
    user, person = request.user, plan.person
    audit.read(Act.SEE_PLAN, plan, by=user)
    items = _choices(_needed(user, person), lambda slug: reverse("plan_pdf", args=[plan.public_id, slug]))
    is_draft = plan.status == PlanStatus.DRAFT
    shown = {"plan": plan, "is_draft": is_draft, "banner": banner_for(user, person), "items": items}
    return render(request, "careplans/plan_document.html", shown)


@require_safe
@access.requires(Act.TAKE_PLAN, CarePlan)
def plan_pdf(request, plan, layout):
    layout = _layout(layout)
    audit.read(Act.TAKE_PLAN, plan, by=request.user)
    return _as_pdf(documents.plan_document(plan, request.user, layout), "plan")


@require_safe
@access.requires(Act.TAKE_PLAN, CarePlan)
def contingency_pdf(request, plan):
    user, person = request.user, plan.person
    audit.read(Act.TAKE_PLAN, plan, by=user)
    page = documents.contingency_page(plan, person, user, _needed(user, person))
    return _as_pdf(page, "if-things-go-wrong")
