"""Messages by email: a first name and a link, and nothing about anybody.

Each letter is a pair of templates: ``emails/<letter>.subject.txt`` and ``emails/<letter>.txt``. It may have
its words once more in another variant: ``emails/<letter>.easy.txt``.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.urls import reverse


def link(page, *parts) -> str:
    """Return the whole address of a page, as it stands in a letter."""
    return f"{settings.PUBLIC_URL}{reverse(page, args=parts)}"


def exists(letter, variant="") -> bool:
    """Return whether ``letter`` has words in that variant."""
    try:
        get_template(_template(letter, variant))
    except TemplateDoesNotExist:
        return False
    return True


def body(letter, facts, variant="") -> str:
    """Return the words of ``letter``, in a variant where one is named."""
    return render_to_string(_template(letter, variant), facts)


def subject(letter, facts) -> str:
    return render_to_string(f"emails/{letter}.subject.txt", facts).strip()


def text(subject, facts) -> str:
    """Return the words of any letter as a text message: its subject and its link, as short as can be."""
    return render_to_string("emails/_text.txt", {**facts, "subject": subject}).strip()


def send(letter, facts, address, variant=""):
    """Send ``letter`` with ``facts`` to one address."""
    send_mail(subject(letter, facts), body(letter, facts, variant), None, [address])


def _template(letter, variant):
    return f"emails/{letter}.{variant}.txt" if variant else f"emails/{letter}.txt"
