"""API tokens: each acts as its owner, and no further than the acts it was given for."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from ipc.kernel import access, audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import TokenScope
from people.signing_in import lacks_second_factor


class NeedsASecondFactor(RuleBroken):
    message = _("Staff need a second factor first: sign in once and set it up.")


class NoSuchAct(RuleBroken):
    message = _("No such act: %(act)s. docs/access.md has them all.")


class NotYourToken(RuleBroken):
    message = _("This token is gone already.")


def known_acts() -> set[str]:
    """Return every act that some access table gives somebody."""
    return {str(rule.act) for table in access.tables().values() for rule in table.rules}


@transaction.atomic
def issue(user, *, by, acts=(), days=None) -> str:
    """Return a new token of ``user``, shown this once; without ``acts`` it does all that its owner may.

    Raises:
        NeedsASecondFactor, NoSuchAct
    """
    if lacks_second_factor(user):
        raise NeedsASecondFactor
    for act in acts:
        if act not in known_acts():
            raise NoSuchAct(act=act)
    kept, token = AuthToken.objects.create(user, expiry=dt.timedelta(days=days) if days else None)
    if acts:
        TokenScope.objects.create(token=kept, acts=sorted(set(acts)), given_by=by)
    audit.record(Act.ISSUE_TOKEN, user, by=by, why=", ".join(sorted(acts))[:200])
    return token


def of(user) -> list[dict]:
    """Return the tokens of ``user`` that still work, the newest first: from when, until when, for what."""
    working = AuthToken.objects.filter(user=user).exclude(expiry__lte=timezone.now())
    return [
        {
            "digest": one.digest,
            "since": dates.in_words(one.created),
            "until": dates.in_words(one.expiry),
            "acts": one.scope.acts if hasattr(one, "scope") else [],
        }
        for one in working.select_related("scope").order_by("-created")
    ]


@transaction.atomic
def withdraw(digest, *, by) -> None:
    """Take back a token of ``by``, which is over at once. ``digest`` is the hash it is kept as.

    Raises:
        NotYourToken
    """
    theirs = AuthToken.objects.filter(user=by, digest=digest)
    if not theirs.delete()[0]:
        raise NotYourToken
    audit.record(Act.WITHDRAW_TOKEN, by, by=by)
