"""Being close to somebody: said by a colleague, ended by a manager."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import closeness, forms
from people.acts import Act
from people.models import Conflict
from people.views.frame import page


@page
@access.requires(Act.DECLARE_CONFLICT)
def declare_conflict(request):
    """Ask who it is. The answer is the same whether there is such a record or not."""
    form = forms.ExactlyForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.DECLARE_CONFLICT, lambda: closeness.declare(by=request.user, **form.facts())
    ):
        messages.success(request, _("Thank you. If there is a record here, it is closed to you now."))
        return redirect("home")
    return render(request, "people/declare_conflict.html", {"form": form})


@require_safe
@access.requires(Act.END_CONFLICT)
def conflicts(request):
    rows, more = closeness.listed(request.user, after=request.GET.get("after", ""))
    audit.read_each(Act.SEE_STAFF, [row for row in rows if row.name], by=request.user)
    return render(request, "people/conflicts.html", {"conflicts": rows, "more": more})


@page
@access.requires(Act.END_CONFLICT, Conflict)
def end_conflict(request, conflict):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_CONFLICT, lambda: closeness.end(conflict, by=request.user), about=conflict
    ):
        messages.success(request, _("This has ended."))
        return redirect("conflicts")
    return render(request, "people/end_conflict.html", {"form": form, "conflict": conflict})
