"""The home of colleagues of other organisations: whose plans they take part in."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from careplans import taking_part as reads
from careplans.acts import Act
from ipc.kernel import access, audit


@require_safe
@access.requires(Act.TAKE_PART)
def taking_part(request):
    plans = reads.plans_of(request.user)
    audit.read_each(Act.TAKE_PART, plans, by=request.user)
    return render(request, "careplans/taking_part.html", {"rows": reads.shown(request.user, plans)})
