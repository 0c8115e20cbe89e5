"""An email backend that keeps messages for ``/demo/mail/`` instead of sending them."""

from django.core.mail.backends.base import BaseEmailBackend

from ipc.programme.models import CaughtMail


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages):
        """Keep one message for each address it was for; return how many were given."""
        CaughtMail.objects.bulk_create(
            CaughtMail(to=address, subject=message.subject, body=message.body)
            for message in email_messages
            for address in message.recipients()
        )
        return len(email_messages)
