"""Choosing ideas from the templates, together with the person."""

from functools import partial
from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careplans import offering, writing
from careplans.acts import Act
from careplans.forms.offering import IdeasForm
from careplans.models import CarePlan, TemplateLineKind
from careplans.views.doing import done
from ipc.kernel import access, audit
from ipc.kernel.templatetags.govuk import choices
from people.banner import banner_for

KIND = TemplateLineKind
IN_THE_TREE = gettext_lazy("Needs, goals and what could be done")
PARTS = {
    KIND.CONTINGENCY: gettext_lazy("If things go wrong"),
    KIND.RISK: gettext_lazy("What could go wrong, and what helps"),
}
LEADS = {
    KIND.NEED: gettext_lazy("Need"),
    KIND.GOAL: gettext_lazy("Goal"),
    KIND.ACTION: gettext_lazy("Could be done"),
    KIND.CONTINGENCY: gettext_lazy("If this happens"),
    KIND.RISK: gettext_lazy("Risk"),
}


@require_http_methods(["GET", "POST"])
@access.requires(Act.WRITE_PLAN, CarePlan)
def choose_ideas(request, plan):
    """Tick ideas with the person; what is ticked comes into the draft, with what it hangs from."""
    user, found = request.user, offering.ideas(plan)
    form = IdeasForm(
        request.POST if request.method == "POST" else None,
        found=[idea for _template, ideas in found for idea in ideas if not idea.is_there],
        ehc=writing.has_ehc_plan(plan),
    )
    take = partial(offering.take, plan, by=user)
    if form.is_valid() and done(request, form, Act.WRITE_PLAN, plan, take):
        messages.success(request, _("Added to the plan. Now make them the person's own."))
        return redirect("plan", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {"form": form, "plan": plan, "templates": _boxes(form, found)}
    return render(request, "careplans/choose_ideas.html", {**shown, "banner": banner_for(user, plan.person)})


def _boxes(form, found):
    """Return each template with its ideas in order, each with its box, or without where it is in the plan."""
    boxes = {str(box["value"]): box for box in choices(form["chosen"])}
    return [
        {
            "name": template.name,
            "parts": [
                {"title": title, "ideas": [_idea(idea, boxes.get(str(idea.line.pk))) for idea in some]}
                for title, some in groupby(ideas, lambda idea: PARTS.get(idea.line.kind, IN_THE_TREE))
            ],
        }
        for template, ideas in found
    ]


def _idea(idea, box):
    line = idea.line
    return {
        "lead": LEADS[line.kind],
        "words": line.words,
        "detail": line.detail,
        "depth": len(idea.above),
        "box": box,
    }
