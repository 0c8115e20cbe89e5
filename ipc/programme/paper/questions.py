"""A Django form as it is asked on paper: the same labels, help and choices, with lines and boxes."""

from django import forms
from django.utils.translation import gettext as _

from careplans.documents.layouts import Layout
from ipc.kernel.fields import DayField, MoneyField

LONG_ANSWER, A_LINE_HOLDS, MOST_LINES, FEWEST_LINES = 130, 60, 8, 3
SHORT_CHOICE, MANY_CHOICES = 3, 6
DRAWN = {"lines": "write", "short": "write", "one": "tick", "many": "tick", "tick": "tick", "day": "calendar"}
DRAWN |= {"money": "money", "enclose": "letter"}


def of_form(form, layout=Layout.STANDARD, leave_out=()) -> list[dict]:
    """Return what ``form`` asks, in its order; what nobody sees on the page is not asked on paper."""
    shown = [field for field in form.visible_fields() if field.name not in leave_out]
    return [_question(bound.label, bound.field, layout) for bound in shown]


def free(label, words="", *, lines=FEWEST_LINES) -> dict:
    """Return a question of its own, answered in one's own words."""
    return _asked("lines", label, words, lines=lines)


def _question(label, field, layout):
    kind, more = _kind(field)
    if layout == Layout.EASY_READ and kind == "lines":
        more["lines"] = more["lines"] + 1
    needed = field.required or kind in ("tick", "many", "enclose")
    words = _("Put a copy of it in the envelope, if you have one.") if kind == "enclose" else field.help_text
    return _asked(kind, label, words, is_optional=not needed, **more)


def _asked(kind, label, words, *, is_optional=False, **more):
    sentences = [str(words)] if words else []
    says = {"one": _("Tick one box."), "many": _("Tick all that fit. You may leave all empty.")}.get(kind)
    if says:
        sentences.append(says)
    if is_optional:
        sentences.append(_("You may leave this empty."))
    return {
        "kind": kind,
        "label": str(label),
        "sentences": sentences,
        "lines": 0,
        "choices": [],
        "is_in_a_row": False,
        "drawing": DRAWN[kind],
        **more,
    }


def _kind(field):
    """Return how an answer is given on paper, and what that needs."""
    if isinstance(field, forms.FileField):
        return "enclose", {}
    if isinstance(field, DayField):
        return "day", {}
    if isinstance(field, MoneyField):
        return "money", {}
    if isinstance(field, forms.BooleanField):
        return "tick", {}
    if isinstance(field, forms.MultipleChoiceField):
        return _chosen("many", field)
    if isinstance(field, forms.ChoiceField):
        return _chosen("one", field)
    if isinstance(field, (forms.IntegerField, forms.DecimalField, forms.TimeField)):
        return "short", {}
    return "lines", {"lines": _lines(field)}


def _chosen(kind, field):
    """Return the choices with their hints; where there are none to print, lines to write on."""
    hints = {str(key): words for key, words in getattr(field.widget, "hints", {}).items()}
    choices = [
        {"label": str(words), "hint": str(hints.get(str(key), ""))}
        for key, words in field.choices
        if key not in ("", None)
    ]
    if not choices:
        return "lines", {"lines": FEWEST_LINES - 1}
    is_short = all(len(one["label"]) <= SHORT_CHOICE and not one["hint"] for one in choices)
    return kind, {"choices": choices, "is_in_a_row": is_short and len(choices) > MANY_CHOICES}


def _lines(field):
    if isinstance(field.widget, forms.Textarea):
        most = (field.max_length or 0) // A_LINE_HOLDS
        return max(FEWEST_LINES, min(most, MOST_LINES, int(field.widget.attrs.get("rows", 5)) + 1))
    return 2 if (field.max_length or 0) >= LONG_ANSWER else 1
