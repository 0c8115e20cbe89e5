"""What a change of a line may say, field by field, and how a line is read."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careplans.models import Action, Contingency, Goal, LineKind, Need, PlanPart, Risk
from ipc.kernel.errors import RuleBroken


class Kind(NamedTuple):
    """A kind of line: its model, what a proposal may say (with labels), and what it hangs under."""

    model: type[PlanPart]
    fields: dict
    under: str = ""


KINDS = {
    LineKind.NEED: Kind(Need, {"words": _("What I need")}),
    LineKind.GOAL: Kind(Goal, {"words": _("The goal"), "kind": _("What it is about")}, under=LineKind.NEED),
    LineKind.ACTION: Kind(
        Action,
        {
            "words": _("What will be done"),
            "who": _("Who does it"),
            "when": _("When"),
            "how_often": _("How often"),
            "brings": _("What it brings"),
        },
        under=LineKind.GOAL,
    ),
    LineKind.CONTINGENCY: Kind(
        Contingency,
        {
            "kind": _("What it is about"),
            "trigger": _("If this happens"),
            "what_to_do": _("What to do"),
            "who_to_call": _("Who to call"),
            "phone": _("Their phone number"),
        },
    ),
    LineKind.RISK: Kind(
        Risk,
        {
            "words": _("What could go wrong"),
            "why_worth_it": _("Why it is worth it"),
            "what_we_do": _("What we do about it"),
            "watched_by": _("Who keeps an eye on it"),
        },
    ),
}
KIND_OF = {kind.model: key for key, kind in KINDS.items()}


class NothingProposed(RuleBroken):
    message = _("Change something first. It says the same as now.")


class NotALineLikeThis(RuleBroken):
    message = _("Look again at “%(field)s”: it is missing, too long or not one of the choices.")


def described(line) -> str:
    """Return what a line says, in short: what stands in the plan."""
    return line.trigger if isinstance(line, Contingency) else line.words


def fields_of(kind) -> dict:
    """Return the fields of a line that a proposal may change, each with its label."""
    return KINDS[LineKind(kind)].fields


def checked(kind, line, change) -> dict:
    """Return what of ``change`` is different from ``line`` (or is a whole new line), each answer cleaned.

    Raises:
        NotALineLikeThis, NothingProposed
    """
    model, labels, _under = KINDS[LineKind(kind)]
    clean = {}
    for name, value in change.items():
        if name not in labels:
            raise NotALineLikeThis(field=name)
        clean[name] = _clean(model, name, value, labels[name])
    if line is None:
        needed = [name for name in labels if not _field(model, name).blank]
        for name in needed:
            if not clean.get(name):
                raise NotALineLikeThis(field=labels[name])
        return {name: value for name, value in clean.items() if value}
    different = {name: value for name, value in clean.items() if value != getattr(line, name)}
    if not different:
        raise NothingProposed
    return different


def _field(model, name) -> Any:
    return model._meta.get_field(name)


def _clean(model, name, value, label):
    value = value.strip() if isinstance(value, str) else value
    try:
        return _field(model, name).clean(value, None)
    except ValidationError as error:
        raise NotALineLikeThis(field=label) from error
