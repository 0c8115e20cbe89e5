"""The admin's frame: an administrator sees the configuration of their own site, and no person's data."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Administration(admin.AdminSite):
    """The admin itself: it shows what was made for it, and nothing that a library registers.

    Libraries offer their own tables (sessions, second factors, tokens, groups): they are about how
    people sign in, of every site, and no administrator's to read or change.
    """

    site_header = site_title = _("Administration")
    index_title = _("What you can change here")

    def login(self, request, extra_context=None):
        """Sign in as everywhere else, with the second factor and the limits."""
        return secure_admin_login(super().login)(request, extra_context)

    def register(self, model_or_iterable, admin_class=None, **options):
        if admin_class is not None and issubclass(admin_class, OwnSiteAdmin):
            super().register(model_or_iterable, admin_class, **options)


class OwnSiteAdmin(admin.ModelAdmin):
    """Rows of the administrator's own site; a programme administrator sees every site.

    ``site_path`` is the way from the model to its site. Lists are made for large tables: no exact
    count, nothing searched from the middle. Nothing is deleted here; what is over is ended by a date.
    """

    site_path = "site"
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        site_id = request.user.hat.site_id
        return rows.filter(**{self.site_path: site_id}) if site_id else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only rows of the administrator's own site in choices."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        site_id = request.user.hat.site_id
        if site_id and field is not None:
            model = field.queryset.model
            if model._meta.label == "people.Site":
                field.queryset = field.queryset.filter(pk=site_id)
            elif any(one.name == "site" for one in model._meta.fields):
                field.queryset = field.queryset.filter(site=site_id)
        return field

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyAddedAdmin(OwnSiteAdmin):
    """Rows that are added and read, never changed: rates and rules as they were on a day."""

    def has_change_permission(self, request, obj=None):
        return False
