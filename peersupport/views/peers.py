"""Peer supporters, for navigators and managers: who they are, what they need, when they may begin."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from peersupport import peers as verbs
from peersupport.acts import Act
from peersupport.forms import peers as forms
from peersupport.models import Peer
from peersupport.pages import meeting
from peersupport.pages import peers as pages
from people.forms import posted

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SEE_PEER)
def peers(request):
    return render(request, "peersupport/peers.html", pages.listed(request.user))


@require_safe
@access.requires(Act.SEE_PEER, Peer)
def peer(request, peer):
    met = pages.met(peer, request.user)
    audit.read(Act.SEE_PEER, peer, by=request.user)
    audit.read_each(Act.SEE_INTRODUCTION, met, by=request.user)
    shown = {"peer": pages.whole(peer), "met": [pages.met_row(one) for one in met]}
    return render(request, "peersupport/peer.html", shown)


@page
@access.requires(Act.KEEP_PEER)
def add_peer(request):
    form = forms.PeerForm(
        posted(request), organisations=pages.organisations(request.user), needs=meeting.needs()
    )
    if form.is_valid():
        made = form.carry_out(request.user, Act.KEEP_PEER, lambda: verbs.add(by=request.user, **form.added()))
        if made:
            messages.success(request, _("Written down. What is still needed is listed here."))
            return redirect("peer", made)
    return render(request, "peersupport/add_peer.html", {"form": form})


@page
@access.requires(Act.KEEP_PEER, Peer)
def change_peer(request, peer):
    form = forms.ChangePeerForm(posted(request), needs=meeting.needs(), initial=pages.typed(peer))
    return _carried_out(
        request, peer, form, Act.KEEP_PEER, verbs.change, "peersupport/change_peer.html", _("Saved.")
    )


@page
@access.requires(Act.CHECK_PEER, Peer)
def record_dbs_check(request, peer):
    form = forms.DbsCheckForm(posted(request))
    return _carried_out(
        request,
        peer,
        form,
        Act.CHECK_PEER,
        verbs.record_check,
        "peersupport/record_dbs_check.html",
        _("The check is written down."),
    )


@page
@access.requires(Act.KEEP_PEER, Peer)
def record_supervision(request, peer):
    form = forms.SupervisionForm(posted(request))
    return _carried_out(
        request,
        peer,
        form,
        Act.KEEP_PEER,
        verbs.supervise,
        "peersupport/record_supervision.html",
        _("The supervision is written down."),
    )


@page
@access.requires(Act.START_PEER, Peer)
def start_peer(request, peer):
    form = forms.StartForm(posted(request))
    return _carried_out(
        request,
        peer,
        form,
        Act.START_PEER,
        verbs.start,
        "peersupport/start_peer.html",
        _("They may support people now. People find them in the directory."),
    )


@page
@access.requires(Act.PAUSE_PEER, Peer)
def pause_peer(request, peer):
    form = forms.PauseForm(posted(request))
    return _carried_out(
        request,
        peer,
        form,
        Act.PAUSE_PEER,
        verbs.pause,
        "peersupport/pause_peer.html",
        _("Paused. Whoever meets them is told that it is paused, and not why."),
    )


@page
@access.requires(Act.PAUSE_PEER, Peer)
def end_peer(request, peer):
    form = forms.EndForm(posted(request))
    return _carried_out(
        request,
        peer,
        form,
        Act.PAUSE_PEER,
        verbs.end,
        "peersupport/end_peer.html",
        _("They have stopped. Nobody finds them in the directory any more."),
    )


@page
@access.requires(Act.KEEP_POLICY)
def policies(request):
    form = forms.PolicyForm(posted(request), organisations=pages.organisations(request.user))
    if form.is_valid() and form.carry_out(
        request.user, Act.KEEP_POLICY, lambda: verbs.record_policy(by=request.user, **form.seen())
    ):
        messages.success(request, _("The policy is written down."))
        return redirect("policies")
    shown = {"form": form, "organisations": pages.policies(request.user)}
    return render(request, "peersupport/policies.html", shown)


def _carried_out(request, peer, form, act, verb, template, told):
    """Show ``form`` about ``peer``, or carry it out once and go back to their page."""
    if form.is_valid() and form.carry_out(
        request.user, act, lambda: verb(peer, by=request.user, **form.facts()), about=peer
    ):
        messages.success(request, told)
        return redirect("peer", peer.public_id)
    return render(request, template, {"form": form, "peer": pages.whole(peer)})
