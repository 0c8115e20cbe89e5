"""Messages with the care team: the person's and the helper's pages, and the team's inbox."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ipc.kernel import access, audit, easy
from ipc.kernel.errors import RuleBroken
from people import messaging, portal
from people.acts import Act
from people.banner import banner_for
from people.forms.frame import posted
from people.forms.messages import BeginAsTeamForm, BeginForm, LookForMessagesForm, MessageForm
from people.messaging import shown
from people.models import Conversation, Person, Role
from people.views.frame import ask, done, page

LOOKED_FOR = "looked_for_in_messages"


@page
@portal.my(Act.SEE_MESSAGES)
def my_messages(request, person):
    """List what was written. Words looked for are kept in the session, never in an address."""
    whose = str(person.public_id)
    if request.method == "POST":
        typed = "" if "clear" in request.POST else request.POST.get("q", "").strip()[:80]
        request.session[LOOKED_FOR] = {whose: typed}
        return redirect("my_messages")
    words = request.session.get(LOOKED_FOR, {}).get(whose, "")
    found = shown.conversations(request.user, person, words=words, after=request.GET.get("after", ""))
    more = {
        "form": LookForMessagesForm(initial={"q": words}),
        "words": words,
        "is_over": shown.is_over(person),
    }
    return easy.page(
        request, "people/my_messages.html", {**found, **more, "emergency": shown.emergency(person.site)}
    )


@page
@portal.my(Act.SEND_MESSAGE)
def begin_conversation(request, person):
    choices = shown.choices(person, request.user)
    form = BeginForm(posted(request), request.FILES or None, choices=choices)
    begun = form.is_valid() and _sent(request, form, person, messaging.begin)
    if begun:
        messages.success(request, _("Your message is sent."))
        return redirect("my_conversation", begun)
    found = {"form": form, "emergency": shown.emergency(person.site)}
    return render(request, "people/begin_conversation.html", found)


@page
@access.requires(Act.SEE_MESSAGES, Conversation)
def my_conversation(request, conversation):
    """One conversation, with an answer. Whose it is becomes whose page it is."""
    if request.user.is_member_of_staff:
        return redirect("conversation", conversation.public_id)
    conversation.person = _whose(request, conversation)
    form = MessageForm(posted(request), request.FILES or None)
    if form.is_valid() and _sent(request, form, conversation, messaging.send):
        messages.success(request, _("Your message is sent."))
        return redirect("my_conversation", conversation.public_id)
    more = {"form": form, "emergency": shown.emergency(conversation.person.site)}
    return render(request, "people/my_conversation.html", {**_read(request, conversation), **more})


def _whose(request, conversation):
    """Return the person it is about, and let the frame say so."""
    seen = Person.objects.visible_to(request.user).select_related("site")
    person = seen.filter(pk=conversation.person_id).first()
    if person is None:
        raise Http404
    request.whose = person
    request.session["helping"] = str(person.public_id)
    return person


def _read(request, conversation):
    """Return what is shown of a conversation; what was new is read by that, and the look is kept."""
    found = shown.whole(conversation, request.user, before=request.GET.get("before", ""))
    audit.read(Act.SEE_MESSAGES, conversation, by=request.user)
    if request.method != "HEAD":  # a program that asks whether the page is there has read nothing
        messaging.read(conversation, by=request.user)
    return {"conversation": found}


def _sent(request, form, about, verb):
    """Carry out ``verb`` once for this form; return the public id of the conversation."""
    access.find(type(about), Act.SEND_MESSAGE, request.user, about.public_id)
    facts = form.facts()
    return form.carry_out(
        request.user, Act.SEND_MESSAGE, lambda: verb(about, by=request.user, **facts), about=about
    )


@require_safe
@access.requires(Act.SEE_MESSAGES)
def team_inbox(request):
    """List what waits for the team, the longest wait first; each record counts as looked at."""
    if request.user.hat.role == Role.PERSON:
        return redirect("my_messages")
    found = shown.waiting(request.user, request.GET.get("whose", ""), request.GET.get("after", ""))
    audit.read_each(Act.SEE_MESSAGES, found["people"], by=request.user)
    return render(request, "people/team_inbox.html", found)


@page
@access.requires(Act.SEE_MESSAGES, Conversation)
def conversation(request, conversation):
    if request.user.hat.role == Role.PERSON:
        return redirect("my_conversation", conversation.public_id)
    form = MessageForm(posted(request), request.FILES or None)
    if form.is_valid() and _sent(request, form, conversation, messaging.send):
        messages.success(request, _("Your answer is sent. They are told that it is there."))
        return redirect("conversation", conversation.public_id)
    return ask(request, "people/conversation.html", conversation.person, form, **_read(request, conversation))


@require_safe
@access.requires(Act.SEE_MESSAGES, Person)
def messages_of(request, person):
    if request.user.hat.role == Role.PERSON:
        return redirect("my_messages")
    audit.read(Act.SEE_MESSAGES, person, by=request.user)
    found = shown.conversations(request.user, person, after=request.GET.get("after", ""))
    above = {"person": person, "banner": banner_for(request.user, person), "is_over": shown.is_over(person)}
    return render(request, "people/messages_of.html", {**found, **above})


@page
@access.requires(Act.SEND_MESSAGE, Person)
def write_to(request, person):
    """A colleague begins to write to somebody, or to those around them."""
    if request.user.hat.role == Role.PERSON:
        return redirect("begin_conversation")
    choices, readers = shown.choices_of_team(person)
    form = BeginAsTeamForm(posted(request), request.FILES or None, choices=choices, readers=readers)
    if form.is_valid() and _sent(request, form, person, messaging.begin):
        return done(request, person, _("Your message is sent."), to="messages_of")
    return ask(request, "people/write_to.html", person, form, nobody=not choices)


@require_POST
@access.requires(Act.CLOSE_CONVERSATION, Conversation)
def close_conversation(request, conversation):
    return _over(request, conversation, messaging.close, _("Closed. They can write again at any time."))


@require_POST
@access.requires(Act.CLOSE_CONVERSATION, Conversation)
def reopen_conversation(request, conversation):
    return _over(request, conversation, messaging.reopen, _("Open again."))


def _over(request, conversation, verb, said):
    try:
        verb(conversation, by=request.user)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, said)
    return redirect("conversation", conversation.public_id)
