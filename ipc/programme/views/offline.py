"""On a bad line: what a browser keeps of ours, and the page it shows when there is no line."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
@never_cache
def service_worker(request):
    """Give the small program that the browser keeps; it stands at the root, so that it is for every page."""
    return render(None, "programme/service_worker.js", content_type="text/javascript")


@require_safe
@login_not_required
def offline(request):
    """Say that there is no line. The same for everybody: nothing in it is about who asks."""
    return render(None, "programme/offline.html")
