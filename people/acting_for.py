"""What each way of acting for somebody is, in words: what it is for, what it gives and what it never does."""

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from people.models import AuthorityKind, AuthorityScope
from people.models.sharing import BY_SCOPE

IN_SHORT = {
    AuthorityKind.PARENT: _("For a child. It ends by itself when the young person is old enough to decide."),
    AuthorityKind.REPRESENTATIVE: _("Receives NHS money for a child, or for somebody who cannot decide it."),
    AuthorityKind.NOMINEE: _("Named by the person to receive and look after a direct payment."),
    AuthorityKind.ATTORNEY: _("Chosen by the person beforehand, in a registered paper."),
    AuthorityKind.DEPUTY: _("Chosen by the Court of Protection."),
    AuthorityKind.AUTHORISED: _("Receives council money for an adult who cannot decide about it."),
    AuthorityKind.APPOINTEE: _("Deals with benefits. Nothing here is theirs to decide."),
    AuthorityKind.ADVOCATE: _("Helps the person speak up. Decides nothing."),
}
_PLAN_AND_MONEY = _("Read and agree the plan, and look after the money.")
_MONEY = _("See the money, receive the direct payment and write down what was spent.")
MAY = {
    AuthorityKind.PARENT: _PLAN_AND_MONEY,
    AuthorityKind.REPRESENTATIVE: _PLAN_AND_MONEY,
    AuthorityKind.NOMINEE: _MONEY,
    AuthorityKind.AUTHORISED: _PLAN_AND_MONEY,
    AuthorityKind.APPOINTEE: _("See the name and how to reach the person."),
    AuthorityKind.ADVOCATE: _("See the name and how to reach the person."),
}
MAY_NOT = {
    AuthorityKind.PARENT: _(
        "Act or see anything once the young person is old enough to decide, unless they agree."
    ),
    AuthorityKind.REPRESENTATIVE: _("Decide what the person can decide themselves."),
    AuthorityKind.NOMINEE: _("Decide about the plan. See anything else, unless the person shares it."),
    AuthorityKind.AUTHORISED: _("Decide what the person can decide themselves."),
    AuthorityKind.APPOINTEE: _("See or decide about the plan or the money here."),
    AuthorityKind.ADVOCATE: _("See anything else, unless the person shares it. Decide anything."),
}
MAY_BY_SCOPE = {
    AuthorityScope.WELFARE: _("Read and agree the plan, while the person cannot decide about it."),
    AuthorityScope.PROPERTY: _MONEY,
}
MAY_NOT_BY_SCOPE = {
    AuthorityScope.WELFARE: _("See or look after the money."),
    AuthorityScope.PROPERTY: _("Read the plan or About me, or decide about care."),
}


def may(authority) -> str:
    """Return what the holder may do, in words."""
    return str(MAY_BY_SCOPE[_scope(authority)] if authority.kind in BY_SCOPE else MAY[authority.kind])


def may_not(authority) -> str:
    """Return what the holder may not do, in words."""
    in_scope = authority.kind in BY_SCOPE
    return str(MAY_NOT_BY_SCOPE[_scope(authority)] if in_scope else MAY_NOT[authority.kind])


def name(authority) -> str:
    """Return what the right is called, with its scope."""
    kind = str(AuthorityKind(authority.kind).label)
    return f"{kind}: {_scope(authority).label}" if authority.kind in BY_SCOPE else kind


def state(authority) -> tuple[str, str]:
    """Return how it stands with a right that is not over, in words, and the colour of its tag."""
    if authority.suspended_at:
        return now_("Stopped for now"), "red"
    if authority.kind == AuthorityKind.NOMINEE and not authority.accepted_at:
        return now_("Waits for the nominee to say yes"), "yellow"
    if authority.kind == AuthorityKind.NOMINEE and not authority.agreed_at:
        return now_("Waits for the body that pays to agree"), "yellow"
    if authority.starts_on > dates.today():
        return now_("Begins on %(day)s") % {"day": dates.in_words(authority.starts_on)}, "blue"
    return now_("In force"), "green"


def _scope(authority):
    return AuthorityScope(authority.scopes[0])
