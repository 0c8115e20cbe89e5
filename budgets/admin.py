"""What a site's administrator sets: questions, and rates and policies that are added from a day on.

A rate is never changed: from a day on there is another one. What a person was shown stays as it was.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from budgets import rates
from budgets.models import AllocationAnswer, AllocationPolicy, AllocationQuestion, AllocationRate
from ipc.kernel.admin import OnlyAddedAdmin, OwnSiteAdmin
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class DatedForm(forms.ModelForm):
    """A form for something that holds from a day on; the day is not in the past."""

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        try:
            rates.check_day(day)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from broken
        return day


class DatedAdmin(OnlyAddedAdmin):
    form = DatedForm
    date_hierarchy = None
    list_filter = ("site",)

    def get_changeform_initial_data(self, request):
        return {"site": request.user.hat.site_id, "effective_from": today()}

    def save_model(self, request, obj, form, change):
        rates.add(obj, by=request.user)


@admin.register(AllocationRate)
class AllocationRateAdmin(DatedAdmin):
    list_display = ("site", "funder", "effective_from", "pounds_per_point", "source")
    ordering = ("site", "funder", "-effective_from")


@admin.register(AllocationPolicy)
class AllocationPolicyAdmin(DatedAdmin):
    list_display = ("site", "effective_from", "tolerance_percent", "round_up_to", "source")
    ordering = ("site", "-effective_from")


class AnswersInline(admin.TabularInline):
    model = AllocationAnswer
    extra = 2
    fields = ("position", "words", "points")


@admin.register(AllocationQuestion)
class AllocationQuestionAdmin(OwnSiteAdmin):
    list_display = ("words", "site", "funder", "position", "is_in_use")
    list_filter = ("funder", "is_in_use")
    ordering = ("site", "position")
    inlines = (AnswersInline,)

    def get_changeform_initial_data(self, request):
        return {"site": request.user.hat.site_id}
