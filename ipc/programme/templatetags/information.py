"""Words explained in place: ``{% explain %} … {% endexplain %}`` around a piece of a page."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ipc.kernel import easy
from ipc.programme import explaining

register = template.Library()


class Explained(template.Node):
    def __init__(self, inside):
        self.inside = inside

    def render(self, context):
        """Draw what is inside with its words marked, then what they mean. Costs one query a page."""
        request = context.get("request")
        page = explained_on(request)
        html, found = explaining.mark(self.inside.render(context), page["terms"], page["known"])
        page["known"] |= {term["slug"] for term in found}
        facts = {"terms": found, "is_easy": bool(request and easy.wanted(request))}
        meanings = render_to_string("components/words_explained.html", facts) if found else ""
        return mark_safe(html + meanings)  # noqa: S308 - drawn by templates already


def explained_on(request):
    """Return the words there are and those explained so far, kept for as long as the request."""
    page = getattr(request, "explained", None)
    if page is None:
        page = {"terms": explaining.words(), "known": set()}
        if request is not None:
            request.explained = page
    return page


@register.tag
def explain(parser, token):
    inside = parser.parse(("endexplain",))
    parser.delete_first_token()
    return Explained(inside)
