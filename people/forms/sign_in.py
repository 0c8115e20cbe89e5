"""Passwords."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PasswordForm(forms.Form):
    """A password for a new sign-in."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 letters, numbers or signs. Three words you can remember are good."),
        error_messages={"required": _("Choose a password")},
    )


class OwnPasswordForm(forms.Form):
    """The password of somebody who signs in already."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )
