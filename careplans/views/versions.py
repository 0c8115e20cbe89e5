"""The plans as they were agreed: the list, one whole, and what changed since the one before."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careplans import papers, versions
from careplans.acts import Act
from careplans.models import AgreementPaper, CarePlan, PlanVersion
from ipc.kernel import access, audit, serving
from people import portal
from people.banner import banner_for
from people.models import Person


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_versions(request, person):
    """The plans that were agreed; a reader from whom a part is kept finds none, and is told so kindly."""
    shown = {"person": person, "versions": versions.listed(request.user, person)}
    return render(request, "careplans/my_versions.html", shown)


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_version(request, person, version_id):
    """One agreed plan as it was, and what changed since the one before."""
    version = access.find(PlanVersion, Act.SEE_PLAN, request.user, version_id)
    if version.person_id != person.pk:
        raise Http404
    return render(request, "careplans/my_version.html", _one(request.user, version))


@require_safe
@access.requires(Act.SEE_PLAN, Person, by=PlanVersion)
def plan_versions(request, person):
    audit.read(Act.SEE_PLAN, person, by=request.user)
    shown = {
        "person": person,
        "banner": banner_for(request.user, person),
        "versions": versions.listed(request.user, person),
    }
    return render(request, "careplans/plan_versions.html", shown)


@require_safe
@access.requires(Act.SEE_PLAN, PlanVersion)
def plan_version(request, version):
    audit.read(Act.SEE_PLAN, version, by=request.user)
    shown = {
        "person": version.person,
        "banner": banner_for(request.user, version.person),
        **_one(request.user, version),
    }
    return render(request, "careplans/plan_version.html", shown)


@require_safe
@access.requires(Act.SEE_PLAN, PlanVersion)
def compare_versions(request, version):
    """One agreed plan beside an earlier one: ``?with`` names it, else it is the one before."""
    user = request.user
    audit.read(Act.SEE_PLAN, version, by=user)
    shown = {"person": version.person, "banner": banner_for(user, version.person), "version": version}
    try:
        earlier = versions.earlier_than(version, user, request.GET.get("with"))
    except versions.NothingEarlier as broken:
        shown["nothing"] = broken.message
    else:
        shown["changes"] = versions.compare(user, earlier, version)
        shown["others"] = versions.others(user, version, earlier)
    return render(request, "careplans/compare_versions.html", shown)


@require_safe
@access.requires(Act.SEE_PLAN, AgreementPaper)
def agreement_paper(request, paper):
    """The signed page of a plan that was agreed on paper."""
    audit.read(Act.SEE_PLAN, paper, by=request.user)
    try:
        content = papers.content(paper)
    except papers.PageNotFound as broken:
        shown = {"person": paper.person, "plan": paper.plan, "sentence": broken.message}
        return render(request, "careplans/agreement_paper.html", shown, status=404)
    ending = papers.KINDS[paper.content_type].ending
    return serving.as_a_file(content, paper.content_type, f"signed-page{ending}")


def _one(user, version):
    earlier = versions.before(user, version)
    return {
        "version": version,
        "whole": versions.whole(user, version),
        "changes": versions.compare(user, earlier, version) if earlier else None,
    }
