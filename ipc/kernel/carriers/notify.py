"""GOV.UK Notify: emails and texts by a template of ours that holds nothing but gaps, letters as PDF.

The templates are made once at Notify: the email's subject is ``((subject))`` and its body ``((words))``, the
text is ``((words))``. Source: https://docs.notifications.service.gov.uk/python.html
"""

import io

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from ipc.kernel.carriers import DELIVERED, EMAIL, FAILED, LETTER, TEXT, UNDER_WAY, Away, Refused

SECONDS = 10
# What it answers where it knows no such message: it was given to another service, or a week ago.
NOT_KNOWN = (400, 404)
# ``received``: printed, and handed to the post. Nothing more is told of a letter.
ARRIVED = {"delivered", "sent", "received"}
LOST = {
    "permanent-failure",
    "temporary-failure",
    "technical-failure",
    "virus-scan-failed",
    "validation-failed",
    "cancelled",
}


class Notify:
    def __init__(self):
        self.templates = settings.NOTIFY_TEMPLATES
        self.client = NotificationsAPIClient(settings.NOTIFY_API_KEY, settings.NOTIFY_URL, timeout=SECONDS)

    @property
    def channels(self):
        """What is set up: each kind with a template, and letters where they are switched on."""
        by_template = {channel for channel in (EMAIL, TEXT) if self.templates.get(channel)}
        return frozenset(by_template | ({LETTER} if settings.NOTIFY_LETTERS else set()))

    def take(self, channel, message):
        """Hand one message over, unless one of the same reference was handed over before.

        Raises:
            Away: Notify does not answer, is busy, or does not let us in: somebody must look at the key.
            Refused: it says that this message cannot be sent.
        """
        try:
            before = self.client.get_all_notifications(reference=message.reference)["notifications"]
            return before[0]["id"] if before else self._send(channel, message)["id"]
        except APIError as error:
            raise (Refused if error.status_code == 400 else Away)(error.status_code) from None

    def _send(self, channel, message):
        if channel == LETTER:
            return self.client.send_precompiled_letter_notification(
                message.reference, io.BytesIO(message.pdf)
            )
        if channel == TEXT:
            return self.client.send_sms_notification(
                message.to, self.templates[TEXT], {"words": message.words}, message.reference
            )
        return self.client.send_email_notification(
            message.to,
            self.templates[EMAIL],
            {"subject": message.subject, "words": message.words},
            message.reference,
        )

    def fate(self, reference):
        try:
            status = self.client.get_notification_by_id(reference)["status"]
        except APIError as error:
            if error.status_code in NOT_KNOWN:
                return UNDER_WAY
            raise Away(error.status_code) from None
        return DELIVERED if status in ARRIVED else FAILED if status in LOST else UNDER_WAY
