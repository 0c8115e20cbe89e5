"""Taking entries over from other directories: where from, the preview, and carrying it out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport.acts import Act
from peersupport.forms import feeds as forms
from peersupport.importing import carrying_out, preview
from peersupport.importing import feeds as verbs
from peersupport.models import Feed, FeedKind, ImportRun
from peersupport.pages import feeds as pages
from people.forms import posted

page = require_http_methods(["GET", "POST"])


def _done(request, form, facts, do, field=None):
    """Do it once under the form's key; return the public id of what was made, or say on the form why not."""
    try:
        key = form.cleaned_data["key"]
        return once(request.user, key, Act.IMPORT_ENTRIES, facts, lambda: str(do().public_id))[0]
    except RuleBroken as broken:
        form.add_error(field, broken.message)


@require_safe
@access.requires(Act.IMPORT_ENTRIES)
def feeds(request):
    return render(request, "peersupport/feeds.html", {"feeds": pages.listed(request.user)})


@page
@access.requires(Act.IMPORT_ENTRIES)
def add_feed(request):
    form = forms.FeedForm(posted(request))
    if form.is_valid():
        by, facts = request.user, form.facts()
        made = _done(request, form, facts, lambda: verbs.add(by.hat.site_id, by=by, **facts))
        if made:
            return redirect("feed", made)
    return render(request, "peersupport/add_feed.html", {"form": form})


@require_safe
@access.requires(Act.IMPORT_ENTRIES, Feed)
def feed(request, feed):
    return render(request, "peersupport/feed.html", {"feed": pages.whole(feed, request.user)})


@page
@access.requires(Act.IMPORT_ENTRIES, Feed)
def read_feed(request, feed):
    is_file = feed.kind == FeedKind.CSV
    form = _read_form(request, is_file)
    if form.is_valid():
        made = _read(request, feed, form, is_file)
        if made:
            return redirect("import_run", made)
    answer = {"form": form, "name": feed.name, "public_id": feed.public_id, "url": feed.url}
    return render(request, "peersupport/read_feed.html", answer | {"columns": pages.columns()})


def _read_form(request, is_file):
    if is_file:
        return forms.ReadFileForm(posted(request), request.FILES or None)
    return forms.ReadFeedForm(posted(request))


def _read(request, feed, form, is_file):
    if not is_file:
        return _done(request, form, {"feed": feed.pk}, lambda: preview.ask_for(feed, by=request.user))
    content = form.cleaned_data["file"].read()
    facts = {"feed": feed.pk, "size": len(content)}
    return _done(
        request, form, facts, lambda: preview.of_file(feed, by=request.user, content=content), "file"
    )


@page
@access.requires(Act.IMPORT_ENTRIES, Feed)
def end_feed(request, feed):
    form = forms.EndFeedForm(posted(request))
    if form.is_valid() and _done(request, form, {"feed": feed.pk}, lambda: verbs.end(feed, by=request.user)):
        messages.success(request, _("Ended. The entries stay, and are kept by hand from now on."))
        return redirect("feed", feed.public_id)
    return render(
        request, "peersupport/end_feed.html", {"form": form, "name": feed.name, "public_id": feed.public_id}
    )


@page
@access.requires(Act.IMPORT_ENTRIES, ImportRun)
def import_run(request, run):
    action, rows = pages.shown_of(run, request.GET)
    shown = [one.pk for one in rows[: pages.A_PAGE]]
    form = forms.ImportForm(posted(request), shown=shown, action=action)
    if form.is_valid() and _carried(request, run, form):
        return redirect(f"{reverse('import_run', args=[run.public_id])}?show={action.value}")
    answer = {"form": form, "run": pages.run(run, action, rows)}
    return render(request, "peersupport/import_run.html", answer)


def _carried(request, run, form):
    """Do what the button says; what is ticked on the page counts when it is carried out, too."""
    facts, by = form.facts(), request.user

    def do():
        if facts["do"] in (forms.ALL, forms.NONE):
            is_chosen = facts["do"] == forms.ALL
            return carrying_out.choose_all(run, by=by, action=form.action, is_chosen=is_chosen)
        if facts["do"] == forms.DROP:
            return carrying_out.drop(run, by=by)
        chosen = carrying_out.choose(run, by=by, shown=form.shown, chosen=facts["chosen"])
        return chosen if facts["do"] == forms.SAVE else carrying_out.carry_out(run, by=by)

    done = _done(request, form, {"run": run.pk, **facts}, do)
    if done:
        messages.success(request, forms.DONE[facts["do"]])
    return done
