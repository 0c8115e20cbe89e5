"""Administration of what support turns on: needs, figures, checks, and whether there are navigators."""

from django.contrib import admin
from django.db import models
from django.db.models import Q

from ipc.kernel.admin import OnlyAddedAdmin, OwnSiteAdmin
from peersupport.models import ActivityRule, NavigatorOffer, Need, SupportRule
from people.models import Role


@admin.register(SupportRule)
class SupportRuleAdmin(OnlyAddedAdmin):
    """A figure from a day on: of every site, or of one. A site administrator adds those of the own site."""

    list_display = ("figure", "value", "site", "starts_on", "ends_on", "source")
    list_filter = ("figure",)
    list_select_related = ("site",)
    fields = ("figure", "value", "site", "starts_on", "ends_on", "source")

    def get_queryset(self, request):
        """Show what holds here: the own site's figures, and those of every site."""
        rows = SupportRule.objects.all()
        site_id = request.user.hat.site_id
        return rows.filter(Q(site=site_id) | Q(site=None)) if site_id else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.role != Role.PROGRAMME_ADMIN:
            field.required = True
        return field


@admin.register(ActivityRule)
class ActivityRuleAdmin(OnlyAddedAdmin):
    """The check that an activity asks for, from a day on: the same in every site."""

    list_display = ("activity", "level", "is_regulated", "starts_on", "ends_on", "source")
    list_filter = ("activity",)
    fields = ("activity", "level", "is_regulated", "starts_on", "ends_on", "source")

    def get_queryset(self, request):
        return ActivityRule.objects.all()

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN


@admin.register(Need)
class NeedAdmin(OwnSiteAdmin):
    """What entries help with, the same in every site. The code stays: entries are found by it."""

    list_display = ("name", "easy_name", "code", "order")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        return Need.objects.all()

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN

    def has_change_permission(self, request, obj=None):
        return request.user.hat.role == Role.PROGRAMME_ADMIN


@admin.register(NavigatorOffer)
class NavigatorOfferAdmin(OwnSiteAdmin):
    """Whether a site has community navigators; where it has none, kind words say what there is instead."""

    list_display = ("site", "is_offered", "phone", "email", "hours")
    list_select_related = ("site",)
