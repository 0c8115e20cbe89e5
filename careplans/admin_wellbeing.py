"""Administration of questionnaires under licence: which are in use, and under whose licence."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careplans.models import LicensedTool
from ipc.kernel.admin import OwnSiteAdmin
from people.models import Role


@admin.register(LicensedTool)
class LicensedToolAdmin(OwnSiteAdmin):
    """Those of every site are the programme's to change; a site adds its own. Questions are never kept."""

    list_display = ("name", "site", "is_in_use", "licence")
    list_filter = ("is_in_use",)
    list_select_related = ("site",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name", "slug", "what", "lowest", "highest", "higher_is_better", "licence", "site",
                    "is_in_use",
                ),
                "description": _(
                    "Say that it is in use only where there is a licence. Write down its name and its scale. "
                    "Its questions belong to whoever made it, and are not written here."
                ),
            },
        ),
    )  # fmt: skip

    def get_queryset(self, request):
        """Show what is offered here: the site's own, and those of every site."""
        rows = LicensedTool.objects.all()
        site_id = request.user.hat.site_id
        return rows.filter(Q(site=site_id) | Q(site=None)) if site_id else rows

    def has_change_permission(self, request, obj=None):
        is_own = obj is None or obj.site_id is not None or request.user.hat.role == Role.PROGRAMME_ADMIN
        return is_own and super().has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.role != Role.PROGRAMME_ADMIN:
            field.required = True
        return field
