"""What every form that changes something carries: a key, so that sending it twice does it once."""

import hashlib
import json
import uuid

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from ipc.kernel.models import UsedKey


class KeyUsedForSomethingElse(RuleBroken):
    message = _("This form was already sent with something else in it. Open the page again.")


class ActForm(forms.Form):
    """A form with an idempotency key made when the page is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def clean_key(self):
        return self.cleaned_data.get("key") or uuid.uuid4()


def fingerprint(act, facts) -> str:
    """Return the SHA-256 of what was asked, whatever the order it was asked in."""
    return hashlib.sha256(json.dumps([str(act), facts], sort_keys=True, default=str).encode()).hexdigest()


def once(user, key, act, facts, do):
    """Do something unless ``key`` has been used: return ``(outcome, whether it was done now)``.

    ``do`` returns a short text (an id) that is kept as the outcome. Two at the same moment: the
    second waits for the first at the unique index and then gets its outcome.

    Raises:
        KeyUsedForSomethingElse: the same key came with other facts.
    """
    asked = fingerprint(act, facts)
    try:
        with transaction.atomic():
            used = UsedKey.objects.create(user=user, key=key, act=str(act), fingerprint=asked)
            used.outcome = do()
            used.save(update_fields=["outcome"])
            return used.outcome, True
    except IntegrityError as error:
        if "usedkey_once_per_user" not in str(error):
            raise
        used = UsedKey.objects.get(user=user, key=key)
        if used.fingerprint != asked:
            raise KeyUsedForSomethingElse from error
        return used.outcome, False
