"""Information for everybody: questions and their answers, words and what they mean, is it for me?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipc.kernel import easy
from ipc.programme import answers, clarity, guiding, local_offer, reader
from ipc.programme.forms import GuideForm


@require_safe
@login_not_required
def information(request):
    """List the questions by chapter, or those that the words searched for are in (``?q=``)."""
    reading = reader.of(request)
    found = answers.found(reading, request.GET.get("q", ""))
    shown = {"found": found} if found else {"chapters": answers.listed(reading)}
    answer = easy.page(request, "programme/information.html", shown | {"reader": reading})
    return reader.remember(answer, request)


@require_safe
@login_not_required
def topic(request, slug):
    """Answer one question, as it stands, in Easy Read or in large print (``?format=``)."""
    reading = reader.of(request)
    answer = answers.topic(slug, reading)
    if answer is None:
        raise Http404
    asked = request.GET.get("format", "")
    is_easy = asked == answers.EASY or (asked == "" and easy.wanted(request))
    request.is_drawn_easy = is_easy = is_easy and bool(answer["topic"].easy_read)
    shown = {"reader": reading, "is_easy": is_easy, "is_large": asked == answers.LARGE, **answer}
    return reader.remember(render(request, "programme/topic.html", shown), request)


@require_POST
@login_not_required
def was_it_clear(request, slug):
    """Count whether the answer was clear; nothing about who says so is kept."""
    reading = reader.of(request)
    answer = answers.topic(slug, reading)
    if answer is None or request.POST.get("clear") not in ("yes", "no"):
        raise Http404
    is_clear = request.POST["clear"] == "yes"
    clarity.count(answer["topic"], is_clear=is_clear)
    if is_clear:
        messages.success(request, _("Thank you. We are glad that it was clear."))
    else:
        messages.success(request, _("Thank you. We will write it better. Until then, please ask the team."))
    return redirect(answers.address(slug, reading))


@require_safe
@login_not_required
def jargon(request):
    return easy.page(request, "programme/jargon.html", {"letters": answers.terms()})


@never_cache
@require_http_methods(["GET", "POST"])
@login_not_required
def guide(request):
    """Answer three short questions on the spot; nothing of them is kept, and no address holds them."""
    form = GuideForm(request.POST if request.method == "POST" else None)
    said = guiding.answer(**form.cleaned_data) if form.is_valid() else None
    return render(request, "programme/guide.html", {"form": form, "said": said})


@require_safe
@login_not_required
def site(request, slug):
    """Tell what one area offers: whom to contact, which support, what money may be included."""
    found = answers.site(slug)
    if found is None:
        raise Http404
    offer = {"site": found, **local_offer.of(found)}
    return reader.remember(easy.page(request, "programme/site.html", offer), request, site=found)
