"""Two records of one person: asking, deciding, taking apart."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ipc.kernel import access, audit, dates
from ipc.kernel.errors import RuleBroken
from people import duplicates, finding, forms, merging, side_by_side
from people.acts import Act
from people.models import Merge, Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.PROPOSE_MERGE, Person)
def propose_merge(request, person):
    """Ask a manager; the other record is chosen among those that are alike, or searched for."""
    is_search = request.POST.get("step") == "find"
    find = forms.FindOtherForm(request.POST if is_search else None)
    others = _others(request.user, person, find)
    form = forms.ProposeMergeForm(None if is_search else forms.posted(request), others=others)
    if form.is_valid() and form.carry_out(
        request.user, Act.PROPOSE_MERGE, lambda: _propose(person, request.user, **form.facts()), about=person
    ):
        return done(request, person, _("A team manager will decide whether the two records are one person."))
    return ask(request, "people/propose_merge.html", person, form, find=find, others=others)


def _propose(person, by, *, other, reason):
    chosen = duplicates.choose(person, other, by=by)
    if chosen is None:
        raise merging.NotTwoRecords
    return merging.propose(person, chosen, by=by, reason=reason)


def _others(user, person, find):
    """Return those to choose from: who is alike, and who was searched for."""
    others = duplicates.of(person, by=user)
    if not (find.is_bound and find.is_valid()):
        return others
    try:
        found = finding.find(by=user, words=find.cleaned_data["q"]).matches
    except RuleBroken as broken:
        find.add_error("q", broken.message)
        return others
    known = {str(person.public_id), *(one["id"] for one in others)}
    return others + [
        {
            "id": str(one.person.public_id),
            "name": one.person.name,
            "born": dates.in_words(one.person.born_on),
            "why": [one.why],
        }
        for one in found
        if str(one.person.public_id) not in known
    ]


@page
@access.requires(Act.MERGE, Merge)
def merge(request, proposed):
    """Show both records and what would happen, and take the decision of somebody who did not ask for it."""
    other = _other(request.user, proposed)
    form = forms.DecideMergeForm(forms.posted(request))
    if form.is_valid():
        verb = {"merge": merging.merge, "refuse": merging.refuse}[form.cleaned_data["decision"]]
        if form.carry_out(request.user, Act.MERGE, lambda: verb(proposed, by=request.user), about=proposed):
            messages.success(request, _("Your decision is written down."))
            return redirect("merge", proposed.public_id)
    audit.read(Act.SEE_PERSON, other, by=request.user)
    facts = side_by_side.of(proposed.person, other)
    shown = {"proposed": proposed, "other": other, "facts": facts, **_what_happens(proposed)}
    return ask(request, "people/merge.html", proposed.person, form, **shown)


def _other(user, proposed):
    """Return the other record: whoever decides about two must be allowed to see both."""
    other = Person.objects.visible_to(user).filter(pk=proposed.other_id).first()
    if other is None:
        raise Http404
    return other


def _what_happens(proposed):
    """Return what would move and stay, or why it cannot be; nothing once it is decided."""
    if proposed.merged_at or proposed.refused_at:
        return {}
    try:
        return {"preview": merging.preview(proposed)}
    except RuleBroken as broken:
        return {"refusal": broken}


@page
@access.requires(Act.UNDO_MERGE, Merge)
def undo_merge(request, merged):
    form = forms.FactsForm(forms.posted(request))
    _other(request.user, merged)
    if form.is_valid() and form.carry_out(
        request.user, Act.UNDO_MERGE, lambda: merging.undo(merged, by=request.user), about=merged
    ):
        return done(request, merged.person, _("The two records are apart again, as they were."))
    return ask(request, "people/undo_merge.html", merged.person, form, merged=merged)
