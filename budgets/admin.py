"""What a site's administrator sets: questions, and rates, policies and methods added from a day on.

A rate is never changed: from a day on there is another one. What a person was shown stays as it was.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from budgets import admin_offer, limits, prices, rates
from budgets.models import (
    AllocationAnswer,
    AllocationBand,
    AllocationMethod,
    AllocationPolicy,
    AllocationQuestion,
    AllocationRate,
    AllocationTariff,
    DelegatedLimit,
    UnitPrice,
)
from budgets.models.indicative import PUBLIC_FUNDERS
from ipc.kernel.admin import OnlyAddedAdmin, OwnSiteAdmin
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import MoneyField
from ipc.kernel.money import NOTHING
from people.models import Funder, Role

__all__ = ["admin_offer"]  # Django looks here alone for what is administered


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
    list_display = ("site", "funder", "group", "effective_from", "pounds_per_point", "source")
    ordering = ("site", "funder", "-effective_from")


@admin.register(AllocationPolicy)
class AllocationPolicyAdmin(DatedAdmin):
    list_display = ("site", "effective_from", "tolerance_percent", "round_up_to", "source")
    ordering = ("site", "-effective_from")


class Parts(forms.BaseInlineFormSet):
    """The bands or the fixed sums of one method, looked at together."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        whole = [form.instance for form in self.forms if form.has_changed()]
        check = rates.check_bands if self.model is AllocationBand else rates.check_tariffs
        try:
            check(self.instance, whole)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from broken


class BandForm(forms.ModelForm):
    weekly_amount = MoneyField(label=_("Pounds a week"), smallest=NOTHING)


class BandsInline(admin.TabularInline):
    model = AllocationBand
    form = BandForm
    formset = Parts
    extra = 6
    fields = ("points_from", "points_to", "weekly_amount")
    verbose_name_plural = _(
        "Bands: only for points that fall in a band. The first begins at 0, each next one where the one "
        "before ends, and the last has no end."
    )


class TariffForm(forms.ModelForm):
    amount = MoneyField(label=_("Pounds"))


class TariffsInline(admin.TabularInline):
    model = AllocationTariff
    form = TariffForm
    formset = Parts
    extra = 3
    fields = ("position", "words", "is_one_off", "amount")
    verbose_name_plural = _("Fixed sums: only for the method of a fixed sum. A week, or one time only.")


@admin.register(AllocationMethod)
class AllocationMethodAdmin(DatedAdmin):
    list_display = ("site", "funder", "group", "method", "effective_from", "source")
    list_filter = ("method",)
    ordering = ("site", "funder", "-effective_from")
    inlines = (BandsInline, TariffsInline)
    fieldsets = (
        (
            None,
            {
                "fields": ("site", "funder", "group", "method", "words", "effective_from", "source"),
                "description": _(
                    "How a funder works out a first idea of the money. Without a group it is for everybody; "
                    "one for a group comes first for the people in it. Without any method points count. "
                    "The words are shown to the person."
                ),
            },
        ),
    )


class AnswersInline(admin.TabularInline):
    model = AllocationAnswer
    extra = 2
    fields = ("position", "words", "points")


@admin.register(AllocationQuestion)
class AllocationQuestionAdmin(OwnSiteAdmin):
    list_display = ("words", "site", "funder", "group", "is_informal_support", "position", "is_in_use")
    list_filter = ("funder", "group", "is_in_use")
    ordering = ("site", "position")
    inlines = (AnswersInline,)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "site",
                    "funder",
                    "group",
                    "is_informal_support",
                    "position",
                    "words",
                    "help",
                    "is_in_use",
                ),
                "description": _(
                    "Where a group has questions of its own, its people are asked these in place of the ones "
                    "for everybody. Points of informal support are taken off, if the carer is willing and "
                    "able. What was worked out before stays as it was."
                ),
            },
        ),
    )

    def get_changeform_initial_data(self, request):
        return {"site": request.user.hat.site_id}


class DelegatedLimitForm(DatedForm):
    """Refuses a limit for managers where the approvers of that funder have none yet."""

    funder = forms.ChoiceField(choices=[(one.value, one.label) for one in PUBLIC_FUNDERS])
    role = forms.ChoiceField(choices=[(one.value, one.label) for one in limits.SIGNERS])
    weekly_up_to = forms.DecimalField(label=_("Pounds a week"), min_value=0, max_digits=12, decimal_places=2)
    one_off_up_to = forms.DecimalField(
        label=_("Pounds that are paid once, in all"), min_value=0, max_digits=12, decimal_places=2
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                limits.refuse_before_approvers(
                    cleaned["site"].pk, cleaned["funder"], cleaned["role"], cleaned["effective_from"]
                )
            except RuleBroken as broken:
                raise ValidationError(broken.message) from broken
        return cleaned


@admin.register(DelegatedLimit)
class DelegatedLimitAdmin(DatedAdmin):
    """Up to how much one person may sign for a funder; above it a panel decides first."""

    form = DelegatedLimitForm
    list_display = ("site", "whose", "who", "weekly_up_to", "one_off_up_to", "effective_from", "source")
    ordering = ("site", "funder", "role", "-effective_from")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "site",
                    "funder",
                    "role",
                    "weekly_up_to",
                    "one_off_up_to",
                    "effective_from",
                    "source",
                ),
                "description": _(
                    "Up to how much one person may sign for a funder. Above it a panel decides first. A "
                    "funder without any limit here is signed for by its approvers without one, and by no "
                    "manager. With the first limit for managers they sign small budgets of that funder."
                ),
            },
        ),
    )

    @admin.display(description=_("Funder"))
    def whose(self, row):
        return Funder(row.funder).label

    @admin.display(description=_("Who may sign"))
    def who(self, row):
        return Role(row.role).label

    def save_model(self, request, obj, form, change):
        limits.add(obj, by=request.user)


class UnitPriceForm(DatedForm):
    """``code`` follows from the words where it is left empty; a later price of one thing has the same."""

    amount = MoneyField()

    class Meta:
        fields = ("site", "words", "code", "kind", "unit", "amount", "effective_from", "source")
        help_texts = {
            "code": _("The code of the price before, so that lines can follow. Empty for a new thing.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean(self):
        cleaned = super().clean()
        cleaned["code"] = cleaned.get("code") or slugify(cleaned.get("words", ""))[:40]
        return cleaned


@admin.register(UnitPrice)
class UnitPriceAdmin(DatedAdmin):
    form = UnitPriceForm
    list_display = ("site", "words", "unit", "amount", "effective_from", "source")
    ordering = ("site", "words", "-effective_from")

    def save_model(self, request, obj, form, change):
        prices.add(obj, by=request.user)
