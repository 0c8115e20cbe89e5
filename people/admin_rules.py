"""Administration of the figures and rights that rules about people turn on: added, never changed.

Who helps from outside with a complaint is changed as it changes.
"""

from django.contrib import admin
from django.db import models
from django.db.models import Q

from ipc.kernel.admin import OnlyAddedAdmin, OwnSiteAdmin
from people.models import IndependentHelp, PeopleRule, RetentionRule, RightRule, Role


@admin.register(PeopleRule)
class PeopleRuleAdmin(OnlyAddedAdmin):
    """A figure from a day on: of every site, or of one. A site administrator adds those of the own site."""

    list_display = ("figure", "value", "site", "starts_on", "ends_on", "source")
    list_filter = ("figure",)
    list_select_related = ("site",)
    fields = ("figure", "value", "site", "starts_on", "ends_on", "source")

    def get_queryset(self, request):
        """Show what holds here: the own site's figures, and those of every site."""
        rows = PeopleRule.objects.all()
        site_id = request.user.hat.site_id
        return rows.filter(Q(site=site_id) | Q(site=None)) if site_id else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.role != Role.PROGRAMME_ADMIN:
            field.required = True
        return field


@admin.register(RightRule)
class RightRuleAdmin(OnlyAddedAdmin):
    """What the law gives for a legal basis, from a day on: the same in every site."""

    list_display = ("basis", "right", "starts_on", "ends_on", "source")
    list_filter = ("basis",)
    fields = ("basis", "right", "starts_on", "ends_on", "source")

    def get_queryset(self, request):
        return RightRule.objects.all()

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN


@admin.register(RetentionRule)
class RetentionRuleAdmin(OnlyAddedAdmin):
    """How long a kind of record is kept, from a day on: the same in every site."""

    list_display = ("words", "years", "until_age", "years_after_death", "starts_on", "ends_on", "source")
    fields = ("name", "words", "years", "until_age", "years_after_death", "starts_on", "ends_on", "source")

    def get_queryset(self, request):
        return RetentionRule.objects.all()

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN


@admin.register(IndependentHelp)
class IndependentHelpAdmin(OwnSiteAdmin):
    """Who helps from outside with a complaint: in one site, or, by a programme administrator, everywhere."""

    list_display = ("name", "kind", "site", "phone", "checked_on")
    list_filter = ("kind",)
    list_select_related = ("site",)
    fields = ("site", "kind", "name", "what", "phone", "website", "position", "source", "checked_on")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.role != Role.PROGRAMME_ADMIN:
            field.required = True
        return field

    def has_delete_permission(self, request, obj=None):
        """Somebody who no longer helps is taken away: the row says nothing about anybody."""
        return self.has_change_permission(request, obj)
