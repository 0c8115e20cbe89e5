"""What keeps emails, texts and letters for ``/demo/mail/`` instead of sending them."""

from django.core.mail.backends.base import BaseEmailBackend

from ipc.kernel import carriers
from ipc.programme.models import CaughtMail, Channel


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages):
        """Keep one message for each address it was for; return how many were given."""
        CaughtMail.objects.bulk_create(
            CaughtMail(to=address, subject=message.subject, body=message.body)
            for message in email_messages
            for address in message.recipients()
        )
        return len(email_messages)


class Carrier:
    """Takes every text and letter, and tells that it arrived; emails go by the backend above."""

    channels = frozenset({carriers.TEXT, carriers.LETTER})

    def take(self, channel, message):
        caught = CaughtMail.objects.create(
            channel=Channel(channel),
            to=", ".join(message.to.split("\n"))[:254],
            subject=message.subject,
            body=message.words,
        )
        return f"caught-{caught.pk}"

    def fate(self, reference):
        return carriers.DELIVERED
