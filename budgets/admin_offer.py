"""The statement of resources as a site's administrator writes it: drafts are changed, the rest is read."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from budgets import offering_money
from budgets.models import StatementOfResources, StatementStatus
from ipc.kernel.admin import OwnSiteAdmin
from ipc.kernel.errors import RuleBroken


@admin.register(StatementOfResources)
class StatementOfResourcesAdmin(OwnSiteAdmin):
    list_display = ("site", "group", "number", "status", "published_at")
    list_filter = ("status",)
    ordering = ("site", "group", "-number")
    fields = ("site", "group", *offering_money.PARTS)
    actions = ("publish",)

    def get_changeform_initial_data(self, request):
        return {"site": request.user.hat.site_id}

    def get_readonly_fields(self, request, obj=None):
        return ("site", "group") if obj else ()

    def has_change_permission(self, request, obj=None):
        is_kept = obj is not None and obj.status != StatementStatus.DRAFT
        return not is_kept and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        parts = {part: getattr(obj, part) for part in offering_money.PARTS}
        obj.pk = offering_money.write(obj.site, by=request.user, group=obj.group, **parts).pk

    @admin.action(description=_("Publish: everybody reads it from now on, and it never changes"))
    def publish(self, request, queryset):
        for statement in queryset:
            try:
                offering_money.publish(statement, by=request.user)
            except RuleBroken as broken:
                messages.error(request, f"{statement}: {broken.message}")
            else:
                messages.success(request, _("Published: %(what)s") % {"what": statement})
