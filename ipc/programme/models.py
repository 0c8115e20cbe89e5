"""The demonstration's letter box: messages it would have sent, for ``/demo/mail/`` to show."""

from django.db import models


class CaughtMail(models.Model):
    """A message kept instead of sent. Exists only where ``EMAIL_BACKEND`` is the catching one."""

    sent_at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.subject
