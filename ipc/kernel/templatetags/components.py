"""The components that compute. ``templates/components/README.md`` shows each, with the plain includes."""

import unicodedata
from decimal import Decimal

from django import template
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.charts import FUNDERS
from ipc.kernel.money import pounds

register = template.Library()

OPTIONS = {
    "direct": (_("Direct payment"), "direct"),
    "notional": (_("Notional budget"), "notional"),
    "third_party": (_("Third-party budget"), "third"),
}


@register.filter
def money(amount: Decimal | None) -> str:
    """Return ``£1,285.20``, or nothing for no amount."""
    return pounds(amount) if isinstance(amount, Decimal | int) else ""


register.filter("in_words", dates.in_words)
register.filter("moment", dates.moment_in_words)


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last name: ``MH``."""
    words = [word for word in str(name).split() if unicodedata.category(word[0]).startswith("L")]
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[1:][-1:]))).upper()


@register.simple_tag
def icon(name: str):
    """Draw one of our line drawings; it says nothing to a screen reader, so words stand beside it."""
    return get_template(f"components/icons/{name}.svg").render()


@register.inclusion_tag("components/funder.html")
def funder(letter, with_name=True):
    """Show a funder: its letter on its colour and pattern, and its name."""
    return {"letter": letter, "look": str(letter).lower(), "name": FUNDERS[letter], "with_name": with_name}


@register.inclusion_tag("components/option.html")
def option(kind):
    """Show how money is managed: ``direct``, ``notional`` or ``third_party``, icon and name."""
    name, drawing = OPTIONS[kind]
    return {"name": name, "drawing": drawing}


@register.inclusion_tag("components/person_banner.html", takes_context=True)
def person_banner(context, person):
    """Show who this is, above every page about them. ``person`` is a plain dict, see the README."""
    path = getattr(context.get("request"), "path", "")
    return {"person": person, "initials": initials(person["name"]), "path": path}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart):
    """Draw what ``charts.bar_chart`` worked out: sentence, picture, table."""
    return {"chart": chart}


@register.inclusion_tag("components/split_bar.html")
def split_bar(split):
    """Draw what ``charts.split_bar`` or ``charts.funder_split`` worked out."""
    return {"split": split}


@register.inclusion_tag("components/form.html", takes_context=True)
def whole_form(context, form, button="", cancel_url="", cancel="", action="", warning=False):
    """Show a whole form to post: token, whose page it is on, fields, button, and a way out."""
    return {
        "request": context.get("request"),
        "form": form,
        "button": button or _("Save and continue"),
        "cancel_url": cancel_url,
        "cancel": cancel or _("Cancel"),
        "action": action,
        "warning": warning,
    }


@register.inclusion_tag("components/filter.html", takes_context=True)
def filters(context, form, clear_url="", button="", method="get"):
    """Show a form of search box and selects as a bar above a list.

    It is asked by GET, so that an answer can be kept and sent on; by POST where people are looked for:
    nobody's name stands in an address.
    """
    return {
        "form": form,
        "clear_url": clear_url,
        "button": button or _("Search"),
        "method": method,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/progress.html")
def progress(done, whole, words=""):
    """Show how far a long task is: ``done`` of ``whole`` steps."""
    return {
        "done": done,
        "whole": whole,
        "words": words,
        "width": f"{100 * min(done, whole) / whole if whole else 0:.1f}",
    }
