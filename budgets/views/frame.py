"""What stands around every staff page about somebody's money."""

from django.shortcuts import render

from ipc.kernel import audit
from people.banner import banner_for


def show(request, template, act, subject, person, **context):
    """Render a staff page about ``person``; the look at ``subject`` is audited first."""
    audit.read(act, subject, by=request.user)
    above = banner_for(request.user, person)
    return render(request, template, {"person": person, "banner": above, **context})
