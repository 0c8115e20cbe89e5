"""What a page says about its language."""

from django import template
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ipc.kernel import languages

register = template.Library()


@register.simple_tag
def in_english():
    """Mark what is kept in English on a page that is not: `` lang="en-GB" dir="ltr"``, or nothing."""
    if translation.get_language() == languages.ENGLISH:
        return ""
    return mark_safe(' lang="en-GB" dir="ltr"')


@register.filter
def as_english(words):
    """Mark ``words`` that are kept in English within a sentence that is not."""
    mark = in_english()
    return format_html("<span{}>{}</span>", mark, words) if mark and words else words


@register.inclusion_tag("components/language_note.html", takes_context=True)
def language_note(context):
    """Say in the reader's language, and in English, that it is not checked yet, or not there yet."""
    chosen = getattr(context.get("request"), "chosen_language", languages.ENGLISH)
    shown = translation.get_language()
    return {
        "code": chosen,
        "direction": languages.direction(chosen),
        "is_left_english": chosen != shown,
        "is_unchecked": chosen == shown and not languages.is_reviewed(chosen),
    }


@register.inclusion_tag("components/languages.html", takes_context=True)
def language_choice(context):
    """Offer each language by its own name; works without JavaScript."""
    request = context.get("request")
    chosen = getattr(request, "chosen_language", languages.ENGLISH)
    return {
        "back": request.get_full_path() if request else "/",
        "choices": [
            {
                "code": code,
                "name": name,
                "direction": languages.direction(code),
                "is_chosen": code == chosen,
            }
            for code, name in settings.LANGUAGES
        ],
    }
