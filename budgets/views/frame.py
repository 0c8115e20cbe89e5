"""What stands around every staff page about somebody's money."""

from django.shortcuts import render

from ipc.kernel import audit
from people.banner import banner
from people.models import InformationNeeds, Role

NEVER_TOLD = (Role.APPROVER, Role.FINANCE)


def show(request, template, act, subject, person, **context):
    """Render a staff page about ``person``; the look at ``subject`` is audited first."""
    audit.read(act, subject, by=request.user)
    needs = InformationNeeds.objects.visible_to(request.user).filter(person=person).first()
    above = banner(person, needs)
    if request.user.hat.role in NEVER_TOLD:
        # Not told is not the same as never asked; the number and the birthday are the care team's.
        above = {**above, "how_to_talk": [], "nhs_number": "", "born": ""}
    return render(request, template, {"person": person, "banner": above, **context})
