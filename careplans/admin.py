"""What administrators keep for this room: the months of the laws, how reviews are gone about, and ideas."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careplans import admin_wellbeing
from careplans.models import (
    AboutHeading,
    ContingencyKind,
    GoalKind,
    PlanTemplate,
    ReviewPractice,
    ReviewRule,
    TemplateLine,
    TemplateLineKind,
)
from ipc.kernel.admin import OnlyAddedAdmin, OwnSiteAdmin
from people.models import Role

__all__ = ["admin_wellbeing"]  # Django looks here alone for what is administered


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
        return own_site_only(super().formfield_for_foreignkey(db_field, request, **kwargs), db_field, request)


def own_site_only(field, db_field, request):
    """Return ``field``, so that a site administrator must name their site; it is the only one offered."""
    if db_field.name == "site" and request.user.hat.site_id:
        field.required, field.initial, field.help_text = True, request.user.hat.site_id, ""
    return field


class TemplateLineForm(forms.ModelForm):
    """One idea. What it is about is asked once, whichever kind of line it is."""

    about = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[
            ("", "---------"),
            (_("A question beside"), [(f"heading:{value}", label) for value, label in AboutHeading.choices]),
            (_("A goal of"), [(f"goal_kind:{value}", label) for value, label in GoalKind.choices]),
            (
                _("If things go wrong"),
                [(f"contingency_kind:{value}", label) for value, label in ContingencyKind.choices],
            ),
        ],
        help_text=_("Of a question, a goal, and of what to do if things go wrong."),
    )
    OF = {
        TemplateLineKind.QUESTION: ("heading", _("Choose beside which heading the question is asked.")),
        TemplateLineKind.GOAL: ("goal_kind", _("Choose what the goal is about.")),
        TemplateLineKind.CONTINGENCY: ("contingency_kind", _("Choose what goes wrong.")),
    }

    MORE = {
        TemplateLineKind.ACTION: _("Write who could do it."),
        TemplateLineKind.CONTINGENCY: _("Write what to do then."),
    }

    class Meta:
        model = TemplateLine
        fields = ("position", "kind", "words", "detail")
        labels = {
            "position": _("Order"),
            "kind": _("What it is"),
            "words": _("Words"),
            "detail": _("More"),
        }
        help_texts = {
            "position": _("Small numbers come first. Leave gaps: 10, 20, 30."),
            "words": _("As the person might say it. Of a question: what to ask."),
            "detail": _(
                "What could be done: who does it. If things go wrong: what to do. A risk: what helps."
            ),
        }
        widgets = {
            "words": forms.Textarea(attrs={"rows": 3, "cols": 30}),
            "detail": forms.Textarea(attrs={"rows": 3, "cols": 24}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, _asked = self.OF.get(self.instance.kind, ("", ""))
        self.initial["about"] = f"{name}:{getattr(self.instance, name)}" if name else ""

    def clean(self):
        """Keep what the line is about where its kind has it, and nowhere else; ask for what is needed."""
        answers = super().clean()
        if answers.get("kind") in self.MORE and not answers.get("detail"):
            self.add_error("detail", self.MORE[answers["kind"]])
        wanted, asked = self.OF.get(answers.get("kind"), ("", ""))
        name, _colon, value = answers.get("about", "").partition(":")
        if wanted and name != wanted:
            self.add_error("about", asked)
        for field, _asked in self.OF.values():
            setattr(self.instance, field, value if field == wanted == name else "")
        return answers


class TemplateLines(forms.BaseInlineFormSet):
    """The lines of one template, in an order that makes sense: nothing hangs from nothing."""

    def clean(self):
        super().clean()
        need = goal = False
        for line in sorted(self._said(), key=lambda line: line.get("position", 0)):
            kind = line["kind"]
            if kind == TemplateLineKind.GOAL and not need:
                raise ValidationError(_("Put the need above the goal “%(goal)s”.") % {"goal": line["words"]})
            if kind == TemplateLineKind.ACTION and not goal:
                raise ValidationError(_("Put the goal above “%(action)s”.") % {"action": line["words"]})
            need = need or kind == TemplateLineKind.NEED
            goal = kind == TemplateLineKind.GOAL or (goal and kind != TemplateLineKind.NEED)

    def _said(self):
        return [
            form.cleaned_data
            for form in self.forms
            if getattr(form, "cleaned_data", None)
            and form.cleaned_data.get("words")
            and form.cleaned_data.get("kind")
            and not form.cleaned_data.get("DELETE")
        ]


class TemplateLineInline(admin.TabularInline):
    model = TemplateLine
    form = TemplateLineForm
    formset = TemplateLines
    fields = ("position", "kind", "about", "words", "detail")
    extra = 3
    verbose_name = _("idea")
    verbose_name_plural = _(
        "Ideas, in their order. A goal belongs to the need above it. What could be done belongs to the goal "
        "above it."
    )


@admin.register(PlanTemplate)
class PlanTemplateAdmin(OwnSiteAdmin):
    """Ideas to begin plans from: of one's own site; the programme's administrator changes those of all."""

    list_display = ("name", "cohort", "site", "is_offered")
    list_filter = ("cohort", "is_offered")
    list_select_related = ("site",)
    inlines = (TemplateLineInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "cohort", "site", "is_offered"),
                "description": _(
                    "Coordinators see these ideas when they begin a plan, and choose some together with the "
                    "person. Nothing comes into a plan by itself, and nobody's plan changes when you change "
                    "this."
                ),
            },
        ),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        helps = {
            "name": _("What coordinators know it by."),
            "cohort": _("The group of people it is for. Empty: for everybody."),
            "site": _("Whose it is. Empty: every site is offered it."),
            "is_offered": _("Untick to take it away. What was taken from it stays in people's plans."),
        }
        labels = {"cohort": _("For whom"), "is_offered": _("Offered")}
        if field is not None and db_field.name in helps:
            field.help_text = helps[db_field.name]
            field.label = labels.get(db_field.name, field.label)
        return own_site_only(field, db_field, request)
