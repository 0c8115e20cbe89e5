"""What administrators keep for this room: the months of the laws, and how their site goes about reviews."""

from django.contrib import admin

from careplans.models import ReviewPractice, ReviewRule
from ipc.kernel.admin import OnlyAddedAdmin
from people.models import Role


@admin.register(ReviewRule)
class ReviewRuleAdmin(OnlyAddedAdmin):
    """The laws are the same in every site: the programme's administrator adds what changes."""

    list_display = ("stream", "first_months", "later_months", "effective_from", "source")

    def get_queryset(self, request):
        return ReviewRule.objects.all()

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN


@admin.register(ReviewPractice)
class ReviewPracticeAdmin(OnlyAddedAdmin):
    """A site administrator sets what holds in their own site; theirs is not to set it for every site."""

    list_display = ("site", "remind_days", "answer_days", "effective_from", "source")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.site_id:
            field.required = True
        return field
