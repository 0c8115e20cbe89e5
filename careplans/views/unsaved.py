"""Keeping what is typed: any long form of this room begins with what was typed into it before.

For a page, two lines: ``form = unsaved.ready(form, request, person, "name of the page")`` after the form is
made, and ``unsaved.forget(form, request.user)`` when it is done (``doing.done`` does that by itself).
``{% whole_form form %}`` shows the note and lets the script save.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careplans import unsaved
from careplans.acts import Act
from careplans.models import UnsavedWords
from ipc.kernel import access
from ipc.kernel.dates import moment_in_words
from ipc.kernel.errors import RuleBroken
from people.models import Person

# What belongs to the sending of a form, and not to what somebody typed.
OF_THE_FORM = {"csrfmiddlewaretoken", "key", "whose", "page", "next"}


def ready(form, request, person, page):
    """Let ``form`` be saved while it is typed; where something was kept before, begin with it."""
    address = [person.public_id]
    form.unsaved = {
        "person": person,
        "page": page,
        "url": reverse("keep_unsaved", args=address),
        "forget_url": reverse("forget_unsaved", args=address),
        "path": request.path,
    }
    kept = None if form.is_bound else unsaved.of(person, page, request.user)
    if kept:
        form.unsaved["when"] = moment_in_words(kept.saved_at)
        form.initial = {**form.initial, **_as_initial(form, kept.words)}
    return form


def _as_initial(form, words):
    """Return the answers as each field takes them: words, choices, a day in three boxes."""
    typed = MultiValueDict(words)
    return {
        name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if name not in OF_THE_FORM and not field.widget.needs_multipart_form
        if not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
    }


def forget(form, user):
    kept = getattr(form, "unsaved", None)
    if kept:
        unsaved.forget(kept["person"], kept["page"], user)


@require_POST
@access.requires(Act.KEEP_UNSAVED, Person, by=UnsavedWords)
def keep_unsaved(request, person):
    """Keep what the script sends from a form that is being typed in. Answers nothing."""
    page = request.POST.get("page", "")[:120]
    words = {name: answers for name, answers in request.POST.lists() if name not in OF_THE_FORM}
    if not page or not words:
        return HttpResponse(status=400)
    try:
        unsaved.keep(person, page, words, request.user)
    except RuleBroken:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@require_POST
@access.requires(Act.KEEP_UNSAVED, Person, by=UnsavedWords)
def forget_unsaved(request, person):
    """Throw away what was typed and go back to the form, as it was saved last."""
    unsaved.forget(person, request.POST.get("page", ""), request.user)
    messages.success(request, _("Thrown away. Here is what was saved last."))
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("home"))
