"""An answer as it will be read, beside its earlier versions: published, confirmed or taken down from here."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ipc.kernel import dates
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import DayField
from ipc.programme import clarity, publishing
from ipc.programme.models import Topic
from people.models import Site

MONTHS_UNTIL_CHECK = 12
DONE = {
    "publish": gettext_lazy("It is published, and read from now on."),
    "confirm": gettext_lazy("Thank you. It is kept that you read it again."),
    "take_down": gettext_lazy("It is taken down. The national words are read again, where there are any."),
}


class PublishForm(forms.Form):
    review_due_on = DayField(
        label=gettext_lazy("When should it be checked again?"),
        asked=gettext_lazy("the day of the next check"),
        may_be_past=False,
    )


def _topic(request, pk):
    """Return the topic, if it is national or of the administrator's own site."""
    topic = get_object_or_404(Topic.objects.select_related("site"), pk=pk)
    site_id = request.user.hat.site_id
    if site_id and topic.site_id not in (None, site_id):
        raise Http404
    return topic


@require_http_methods(["GET", "POST"])
def preview(request, pk):
    topic = _topic(request, pk)
    initial = {"review_due_on": dates.plus_months(dates.today(), MONTHS_UNTIL_CHECK)}
    form = PublishForm(request.POST or None, initial=initial)
    do = request.POST.get("do", "")
    if do in DONE and (form.is_valid() or do == "take_down") and _done(request, topic, form, do):
        messages.success(request, DONE[do])
        return redirect("admin:programme_topic_preview", topic.pk)
    return render(request, "programme/preview_topic.html", {"form": form, **_facts(request, topic)})


def _done(request, topic, form, do):
    """Carry out what was asked; where a rule speaks against it, say so on the form."""
    facts = {} if do == "take_down" else form.cleaned_data
    try:
        getattr(publishing, do)(topic, by=request.user, **facts)
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return False
    return True


def _facts(request, topic):
    """Return the version to look at: the one asked for, else the draft, else what is shown."""
    versions = list(topic.versions.select_related("written_by", "published_by"))
    asked = request.GET.get("version", "")
    draft = next((one for one in versions if one.published_at is None), None)
    looked_at = next((one for one in versions if str(one.number) == asked), None) or draft
    words = {name: getattr(looked_at or topic, name) for name in publishing.WORDS}
    may_write = not request.user.hat.site_id or topic.site_id == request.user.hat.site_id
    return {
        "kept": topic,
        "topic": Topic(slug=topic.slug, **words),
        "looked_at": looked_at,
        "drawings": publishing.drawings(),
        "draft": draft,
        "versions": [_row(one) for one in versions],
        "clarity": clarity.lately(topic),
        "may_write": may_write,
        "may_take_down": may_write and topic.site_id and topic.is_shown,
    }


def _row(version):
    who = version.published_by or version.written_by
    return {
        "number": version.number,
        "state": _("Published") if version.published_at else _("Draft"),
        "when": dates.in_words(version.published_at or version.written_at),
        "who": who.name if who else "",
        "why": version.why,
    }


@require_POST
def own_words(request, pk):
    """Begin the own words of the administrator's site, or go on with them."""
    site = get_object_or_404(Site, pk=request.user.hat.site_id)
    topic = _topic(request, pk)
    try:
        own = publishing.own_words(topic, by=request.user, site=site)
    except publishing.HasOwnWords:
        own = Topic.objects.get(slug=topic.slug, audience=topic.audience, site=site)
    return redirect(reverse("admin:programme_topic_change", args=[own.pk]))
