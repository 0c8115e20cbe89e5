"""The pages of what the person keeps from whom: their own, and a colleague's who writes it down for them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import keeping
from careplans.acts import Act
from careplans.forms import PrivateForm
from careplans.models import KeptFrom
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.KEEP_FROM, KeptFrom)
def my_private_parts(request, person):
    forms = _forms(request, person)
    if _kept(request, person, forms):
        return redirect("my_private_parts")
    return render(request, "careplans/my_private_parts.html", _shown(forms))


@page
@access.requires(Act.KEEP_FROM, Person, by=KeptFrom)
def private_parts(request, person):
    audit.read(Act.SEE_PLAN, person, by=request.user)
    forms = _forms(request, person)
    if _kept(request, person, forms):
        return redirect("private_parts", person.public_id)
    banner = banner_for(request.user, person)
    return render(
        request, "careplans/private_parts.html", {"person": person, "banner": banner, **_shown(forms)}
    )


def _shown(forms):
    return {
        "forms": [one for one in forms if not one.shown["decides"]],
        "deciding": [one.shown["name"] for one in forms if one.shown["decides"]],
    }


def _forms(request, person):
    """Return a form for each reader; the one that was sent holds what was sent."""
    sent = request.POST if request.method == "POST" else None
    readers = keeping.shown(request.user, person)
    prefixes = {one["id"]: f"r{one['id'][:8]}-reader" for one in readers}
    return [
        PrivateForm(sent if sent and sent.get(prefixes[one["id"]]) == one["id"] else None, shown=one)
        for one in readers
    ]


def _kept(request, person, forms):
    """Carry out the form that was sent; return whether it is done."""
    sent = next((one for one in forms if one.is_bound), None)
    if sent is None or not sent.is_valid():
        return False
    user = request.user
    if not done(request, sent, Act.KEEP_FROM, person, lambda **facts: _choose(person, user, **facts)):
        return False
    messages.success(request, _("Saved. %(name)s sees the rest.") % {"name": sent.shown["name"]})
    return True


def _choose(person, user, reader, lines):
    who = next(one["user"] for one in keeping.readers(person) if one["user"].public_id == reader)
    chosen = [one for one in keeping.lines(person) if str(one.public_id) in lines]
    return keeping.choose(person, by=user, reader=who, lines=chosen)
