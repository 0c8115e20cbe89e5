"""What a browser calls itself, in words people know."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that fits: most browsers claim to be several others too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser_in_words(user_agent):
    """Return ``Firefox on Windows``."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    device = next((name for sign, name in DEVICES if sign in user_agent), "")
    return _("%(browser)s on %(device)s") % {"browser": browser, "device": device} if device else browser
