"""The pages behind the link that whoever runs an entry gets: confirm it, change it, say that it has ended.

Looking changes nothing, since mail programs open links by themselves. The code leaves with no request: other
places are told of this one's name alone.
"""

from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport.forms.entries import EntryForm
from peersupport.forms.keeping import WordsOnlyForm
from peersupport.keeping import confirming, links, proposing, values
from peersupport.pages import entries as pages


def _of_the_link(view):
    """Let a view have the link of its code; a link that is over says so, and too many attempts wait."""

    @require_http_methods(["GET", "POST"])
    @login_not_required
    @wraps(view)
    def opened(request, code):
        if request.method == "POST" and not ratelimit.consume(request, action="entry_link", key=code):
            return _kept_private(render(request, "429.html", status=429))
        try:
            return _kept_private(view(request, code, links.find(code)))
        except links.LinkOver:
            return _kept_private(render(request, "peersupport/entry_link_over.html", status=410))

    return opened


def _kept_private(answer):
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "strict-origin"
    return answer


@_of_the_link
def entry_by_link(request, code, link):
    if request.method == "POST":
        try:
            confirming.confirm_by_link(link)
        except confirming.EntryHasEnded as ended:
            messages.error(request, ended.message)
        else:
            messages.success(request, _("Thank you. People now see that all of it is right today."))
        return redirect("entry_by_link", code)
    return render(request, "peersupport/entry_by_link.html", pages.by_link(link) | {"code": code})


@_of_the_link
def change_by_link(request, code, link):
    asks, written = values.by_link(link.service), values.of(link.service)
    form = EntryForm(request.POST if request.method == "POST" else None, asks=asks, written=written)
    more = WordsOnlyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and more.is_valid():
        try:
            proposing.propose(link, written=form.written(), words=more.cleaned_data["words"])
        except proposing.NothingDifferent as same:
            form.add_error(None, same.message)
        else:
            messages.success(request, _("Thank you. Somebody looks at it before it is shown."))
            return redirect("entry_by_link", code)
    page = {"form": form, "more": more, "name": link.service.name, "code": code}
    return render(request, "peersupport/change_by_link.html", page)


@_of_the_link
def end_by_link(request, code, link):
    form = WordsOnlyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        proposing.say_ended(link, words=form.cleaned_data["words"])
        messages.success(request, _("Thank you for telling us. Somebody looks at it soon."))
        return redirect("entry_by_link", code)
    page = {"form": form, "name": link.service.name, "code": code}
    return render(request, "peersupport/end_by_link.html", page)
