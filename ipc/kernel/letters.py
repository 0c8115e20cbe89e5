"""Messages by email: a first name and a link, and nothing about anybody.

Each letter is a pair of templates: ``emails/<letter>.subject.txt`` and ``emails/<letter>.txt``.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse


def link(page, *parts) -> str:
    """Return the whole address of a page, as it stands in a letter."""
    return f"{settings.PUBLIC_URL}{reverse(page, args=parts)}"


def send(letter, facts, address):
    """Send ``letter`` with ``facts`` to one address."""
    subject = render_to_string(f"emails/{letter}.subject.txt", facts).strip()
    send_mail(subject, render_to_string(f"emails/{letter}.txt", facts), None, [address])
