"""The directory in the administration: each site keeps its own entries, and what they are told by."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipc.kernel.admin import OwnSiteAdmin
from peersupport import admin_rules
from peersupport.keeping import links
from peersupport.models import (
    AccessFeature,
    Feed,
    Need,
    Schedule,
    Service,
    ServiceKind,
)
from people.models import Cohort

__all__ = ["admin_rules"]  # Django looks here alone for what is administered


def several(label, choices=()):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class ServiceForm(forms.ModelForm):
    """An entry; what it helps with is chosen from the needs there are."""

    needs = several(_("What it helps with"))
    access_features = several(_("What makes it easier to use"), AccessFeature.choices)
    cohorts = several(_("Made for"), Cohort.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = Need.objects.values_list("code", "name")


class TimesInline(admin.TabularInline):
    model = Schedule
    extra = 1
    fields = ("frequency", "every", "week", "weekday", "opens_at", "closes_at", "begins_on", "ends_on")
    verbose_name_plural = _("When it happens")


@admin.register(Service)
class ServiceAdmin(OwnSiteAdmin):
    """Entries. What hides one, and where it comes from, is said at the end of its page."""

    form = ServiceForm
    inlines = (TimesInline,)
    list_display = ("name", "kind", "organisation", "site", "status", "is_internal", "assured_on")
    list_filter = ("kind", "status")
    list_select_related = ("organisation", "site")
    search_fields = ("name__startswith",)
    readonly_fields = (
        "changed_at",
        "is_out_of_date",
        "latitude",
        "longitude",
        "feed",
        "source_id",
        "source_seen_at",
    )
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("search", "source_values")

    def get_readonly_fields(self, request, obj=None):
        """Let the entry of one person who supports others stay one: its place and telephone are theirs.

        Whether they support people now is said where their checks are looked at.
        """
        is_person = obj is not None and obj.kind == ServiceKind.PEER
        return (*self.readonly_fields, "kind", "status") if is_person else self.readonly_fields

    def save_model(self, request, obj, form, change):
        """Save an entry; one that is no longer for the public opens by no link."""
        super().save_model(request, obj, form, change)
        if "provider_email" in form.changed_data or not links.may_go_out(obj):
            links.end(obj)


@admin.register(Feed)
class FeedAdmin(OwnSiteAdmin):
    """Where entries come from; what came with each is looked at on its own page."""

    list_display = ("name", "kind", "site", "licence", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("site",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
