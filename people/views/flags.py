"""Things whoever works with a person must know."""

from django.utils.translation import gettext as _

from ipc.kernel import access
from ipc.kernel.dates import in_words
from people import flags
from people.acts import Act
from people.forms.details import FlagForm, FlagReviewForm
from people.forms.frame import posted
from people.models import Flag, Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.RAISE_FLAG, Person)
def raise_flag(request, person):
    form = FlagForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RAISE_FLAG,
        lambda: flags.raise_flag(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("Everybody who works with %(name)s sees it from now on."))
    return ask(request, "people/raise_flag.html", person, form)


@page
@access.requires(Act.END_FLAG, Flag)
def end_flag(request, flag):
    """Ask whether it still holds: end it, or keep it until a day."""
    form = FlagReviewForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_FLAG, lambda: _review(flag, request.user, **form.facts()), about=flag
    ):
        return done(request, flag.person, _("What you said about it is written down."))
    shown = {"words": flag.words, "reason": flag.reason, "since": in_words(flag.raised_at)}
    return ask(request, "people/end_flag.html", flag.person, form, flag=shown)


def _review(flag, user, *, holds, review_due_on):
    if holds == "no":
        return flags.end(flag, by=user)
    return flags.keep(flag, by=user, review_due_on=review_due_on)
