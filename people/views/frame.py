"""What every page of colleagues about a person has: who it is about, and where it leads when done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ipc.kernel import audit
from people.acts import Act
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])


def ask(request, template, person, form, **more):
    """Show a page about ``person`` that asks something; the look is audited."""
    audit.read(Act.SEE_PERSON, person, by=request.user)
    above = banner_for(request.user, person)
    return render(request, template, {"person": person, "form": form, "banner": above, **more})


def done(request, person, message, to="person"):
    """Say that it is done and go back to the person, or to the page about them that is named."""
    messages.success(request, message % {"name": person.called})
    return redirect(to, person.public_id)
