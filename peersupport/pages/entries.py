"""What is written of an entry, field by field, in words."""

from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import access
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from peersupport import staleness, times
from peersupport.acts import Act
from peersupport.forms.entries import EntryForm
from peersupport.forms.keeping import ABOUT
from peersupport.keeping import deciding, fading, values
from peersupport.models import (
    AccessFeature,
    ChangeKind,
    ChangeStatus,
    EntryChange,
    Need,
    Service,
    ServiceKind,
    ServiceStatus,
    StaffNote,
)
from people.models import Cohort, Site

# What else keeps the directory true, and the act that opens it.
BESIDES = [
    ("feeds", gettext_lazy("Entries from elsewhere"), Act.IMPORT_ENTRIES),
    ("what_people_say", gettext_lazy("What people say about groups"), Act.SHOW_FEEDBACK),
    ("missing", gettext_lazy("What is missing in the area"), Act.SEE_GAPS),
]
CODES = {
    "access_features": AccessFeature,
    "cohorts": Cohort,
    "kind": ServiceKind,
    "status": ServiceStatus,
}
MOST = 100


class Words:
    """Fields and values in words; what entries help with is asked of the database once."""

    def __init__(self):
        self._needs = None

    def label(self, name) -> str:
        return _("When") if name == "schedules" else str(EntryForm.base_fields[name].label)

    def value(self, name, value) -> str:
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if name == "cost":
            return pounds(Decimal(value)) if Decimal(value) else _("Free")
        if value in (None, "", []):
            return _("Nothing")
        if name == "schedules":
            return times.of_all(values.times(value))
        if name == "needs":
            return ", ".join(self._need(code) for code in value)
        if name in CODES:
            known = dict(CODES[name].choices)
            return ", ".join(
                str(known.get(one, one)) for one in ([value] if isinstance(value, str) else value)
            )
        return str(value)

    def _need(self, code):
        if self._needs is None:
            self._needs = dict(Need.objects.values_list("code", "name"))
        return self._needs.get(code, code)


def written(service, names) -> list[dict]:
    """Return what is written under ``names``, in rows for the summary; what is empty is left out."""
    words, all_of_it = Words(), values.of(service)
    return [
        {"key": words.label(name), "value": words.value(name, all_of_it[name])}
        for name in names
        if all_of_it[name] not in (None, "", [], False)
    ]


def sites() -> list[tuple[str, str]]:
    """Return where something may be suggested: slug and name."""
    return list(Site.objects.values_list("slug", "name"))


def site_of(user) -> Site:
    """Return the site whose directory a colleague keeps."""
    return Site.objects.get(pk=user.hat.site_id)


def by_link(link) -> dict:
    """Return what the page of a link shows: what is told of the entry, and what became of proposals."""
    service = link.service
    newest = EntryChange.objects.filter(service=service, link__isnull=False).order_by("-pk").first()
    return {
        "name": service.name,
        "rows": written(service, values.by_link(service)),
        "checked": staleness.checked(service),
        "proposal": _proposal(newest) if newest else None,
        "last_day": in_words(link.expires_at),
    }


def _proposal(change):
    words = Words()
    day = in_words(change.proposed_at)
    if change.status == ChangeStatus.WAITING:
        told = _("You told us on %(day)s. Somebody is going to look at it.")
    elif change.status == ChangeStatus.DECLINED:
        told = _("We did not take over what you told us on %(day)s.")
    elif change.status == ChangeStatus.IN_PART:
        told = _("We took over a part of what you told us on %(day)s.")
    else:
        told = _("We took over what you told us on %(day)s.")
    return {
        "told": told % {"day": day},
        "reason": change.reason,
        "waits": change.status == ChangeStatus.WAITING,
        "what": [words.label(name) for name in change.values if name in values.PROPOSED],
    }


def waiting(user) -> dict:
    """Return what a navigator has to look at: what was proposed, and what nobody confirmed for long."""
    changes = EntryChange.objects.visible_to(user).filter(status=ChangeStatus.WAITING)
    changes = changes.select_related("service__organisation").order_by("pk")[:MOST]
    unsure = fading.unsure(user.hat.site_id, among=Service.objects.visible_to(user))
    return {
        "changes": [_row(one) for one in changes],
        "unsure": [_unsure(one) for one in unsure.order_by("last_sure", "pk")[:MOST]],
        "gone": Service.objects.visible_to(user)
        .filter(site_id=user.hat.site_id, is_out_of_date=True)
        .exclude(status=ServiceStatus.DEFUNCT)
        .order_by("name", "pk")[:MOST],
        "besides": [
            {"url": reverse(name), "label": label} for name, label, act in BESIDES if access.may(act, user)
        ],
    }


def _row(change):
    return {
        "name": change.service.name if change.service else change.values.get("name", ""),
        "organisation": change.service.organisation.name
        if change.service
        else change.values.get("organisation", ""),
        "kind": change.get_kind_display(),
        "day": in_words(change.proposed_at),
        "url": reverse("decide_change", args=[change.public_id]),
    }


def _unsure(service):
    return {
        "name": service.name,
        "sure": in_words(service.last_sure),
        "is_asked": bool(service.provider_email),
        "url": reverse("keep_entry", args=[service.public_id]),
    }


def change(proposed) -> dict:
    """Return what the page of one proposal shows."""
    page = {
        "kind": proposed.get_kind_display(),
        "name": proposed.service.name if proposed.service else proposed.values.get("name", ""),
        "day": in_words(proposed.proposed_at),
        "words": proposed.words,
        "contact": proposed.contact,
        "is_open": proposed.status == ChangeStatus.WAITING,
        "status": proposed.get_status_display(),
        "reason": proposed.reason,
        "about": _about(proposed),
        "ends_it": proposed.kind == ChangeKind.CLOSURE,
        "entry_url": reverse("keep_entry", args=[proposed.service.public_id]) if proposed.service else "",
    }
    if proposed.kind == ChangeKind.EDIT and proposed.service:
        page["fields"] = _compared(proposed)
    return page


def _about(proposed):

    return str(dict(ABOUT).get(proposed.values.get("about"), ""))


def _compared(proposed):
    words = Words()
    return [
        {
            "name": one["name"],
            "label": words.label(one["name"]),
            "before": words.value(one["name"], one["before"]),
            "proposed": words.value(one["name"], one["proposed"]),
            "now": words.value(one["name"], one["now"]),
            "has_changed": one["has_changed"],
            "is_taken": one["name"] in proposed.taken,
        }
        for one in deciding.compared(proposed)
    ]


def beside(user, service) -> dict:
    """Return the ways from the page of an entry to keeping it true, as far as ``user`` may go them."""
    page = {"report_url": reverse("report_entry", args=[service.public_id])}
    if not user.is_authenticated or user.hat.site_id != service.site_id:
        return page
    if access.may(Act.KEEP_SERVICE, user):
        page["keep_url"] = reverse("keep_entry", args=[service.public_id])
    if access.may(Act.NOTE_SERVICE, user):
        page["notes_url"] = reverse("entry_notes", args=[service.public_id])
    return page


def notes(user, service) -> list[dict]:
    """Return what colleagues of the site wrote about an entry, the newest first."""
    found = StaffNote.objects.visible_to(user).filter(service=service, ended_at=None)
    return [
        {
            "words": note.words,
            "who": note.written_by.name,
            "when": in_words(note.written_at),
            "end_url": reverse("end_note", args=[note.public_id]),
        }
        for note in found.select_related("written_by")[:MOST]
    ]


def sent(service) -> str:
    """Return when whoever runs an entry was last asked, in words, or why nobody can be."""
    if not service.provider_email:
        return _("Nobody is asked: there is no email address of whoever runs it.")
    last = service.links.order_by("-pk").first()
    if last is None:
        return _("Nobody has been asked yet.")
    asked = _("Asked on %(day)s.") % {"day": in_words(last.sent_at)}
    return f"{asked} {_('They opened it and answered.') if last.used_at else _('No answer yet.')}"


def differences(service, typed) -> list[dict]:
    """Return where what was typed is not what is there now, in words."""
    words, now = Words(), values.of(service)
    return [
        {
            "label": capfirst(words.label(name)),
            "now": words.value(name, now[name]),
            "typed": words.value(name, value),
        }
        for name, value in values.differing(typed, now).items()
    ]
