"""How somebody reads our pages: chosen once, for every page, with or without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.programme import accessibility as tested
from ipc.programme.easy.choosing import ReadingForm, as_it_is


@require_http_methods(["GET", "POST"])
@login_not_required
def reading(request):
    """Choose Easy Read, the size of the text and the language; then go back to where one was."""
    form = ReadingForm(request.POST if request.method == "POST" else None, initial=as_it_is(request))
    if form.is_valid():
        with translation.override(form.language_next()):
            messages.success(request, _("The pages are now as you chose."))
        answer = redirect(form.cleaned_data["next"])
        form.keep(answer)
        return answer
    return render(request, "programme/reading.html", {"form": form})


@require_safe
@login_not_required
def accessibility(request):
    """Say what works, what does not yet, and whom to tell: from the last run of the tests."""
    return render(request, "programme/accessibility.html", {"said": tested.statement()})
