"""The directory in the administration: each site keeps its own entries."""

from django.contrib import admin
from django.db import models

from ipc.kernel.admin import OwnSiteAdmin
from peersupport.models import Service


@admin.register(Service)
class ServiceAdmin(OwnSiteAdmin):
    list_display = ("name", "kind", "organisation", "site", "status", "is_internal", "assured_on")
    list_filter = ("kind", "status")
    list_select_related = ("organisation", "site")
    search_fields = ("name__startswith",)
    readonly_fields = ("changed_at",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("search")
