"""What is asked about who takes part in a plan, and about what is kept from whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import IN_A_ROW, FactsForm
from careplans.models import Side
from people.forms.sharing import parts_field
from people.models import HowGiven, NotSought, Section

ONLY_SPEAKS = "name"


class ParticipantForm(FactsForm):
    """Whom to name: somebody of the circle, a colleague elsewhere, or somebody who only speaks."""

    look_for = forms.CharField(
        label=_("Look for a colleague of another organisation"),
        help_text=_("A nurse, teacher, social worker or charity worker who signs in here. Type their name."),
        max_length=80,
        required=False,
    )
    who = forms.ChoiceField(
        label=_("Who takes part?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who takes part")},
    )
    name = forms.CharField(label=_("Their name"), max_length=120, required=False)
    organisation = forms.CharField(
        label=_("Their organisation, if they speak for one"), max_length=120, required=False
    )
    side = forms.ChoiceField(
        label=_("For whom do they speak?"),
        choices=[one for one in Side.choices if one[0] != Side.PERSON],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom they speak")},
    )
    may_write = forms.TypedChoiceField(
        label=_("Should they write in the draft themselves?"),
        help_text=_("Only a colleague who signs in here can. Everybody who reads the plan can propose."),
        choices=[("no", _("No, they propose")), ("yes", _("Yes"))],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        required=False,
        empty_value="",
    )

    def __init__(self, *args, circle, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {f"circle-{one.public_id}": {"relationship": one} for one in circle}
        self.known |= {f"colleague-{one.public_id}": {"user": one} for one in found}
        names = [(key, str(next(iter(known.values())))) for key, known in self.known.items()]
        self.fields["who"].choices = [*names, (ONLY_SPEAKS, _("Somebody else, who does not sign in"))]

    def clean(self):
        answers = super().clean()
        if answers.get("who") == ONLY_SPEAKS and not answers.get("name"):
            self.add_error("name", _("Write their name"))
        return answers

    def facts(self):
        facts = super().facts()
        del facts["look_for"]
        chosen = self.known.get(facts.pop("who"), {})
        if chosen:
            facts["name"] = ""
        facts["may_write"] = bool(facts["may_write"])
        return {**facts, **chosen}


class MyYesForm(FactsForm):
    """What the person lets a participant see; nothing is ticked beforehand."""

    sections = parts_field(
        label=_("What may they see?"),
        help_text=_("They see your name and how to reach you. To take part they need to see your plan."),
    )

    def __init__(self, *args, asks_what, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_what:
            del self.fields["sections"]

    def facts(self):
        facts = {"sections": [], **super().facts()}
        if facts["sections"]:
            facts["sections"] = [Section.IDENTITY, *facts["sections"]]
        return {**facts, "how": HowGiven.ONLINE}


class YesForm(MyYesForm):
    """What a colleague writes down: also how it was said, and by whom."""

    how = forms.ChoiceField(
        label=_("How was the yes said?"),
        choices=[one for one in HowGiven.choices if one[0] != HowGiven.ONLINE],
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose how the yes was said")},
    )
    why_not_sought = forms.ChoiceField(
        label=_("Who said yes?"),
        help_text=_("Everybody from 16 says yes for themselves, until an assessment says that they cannot."),
        choices=[("", _("The person")), *NotSought.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sections" in self.fields:
            self.fields["sections"].help_text = _(
                "They see the name and how to reach the person. To take part they need the plan."
            )
        else:
            del self.fields["why_not_sought"]

    def facts(self):
        return {**super().facts(), "how": self.cleaned_data["how"]}


class PrivateForm(FactsForm):
    """What one reader does not see: ticked lines are kept from them."""

    reader = forms.UUIDField(widget=forms.HiddenInput)
    lines = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, shown, **kwargs):
        kept = [row["id"] for row in shown["lines"] if row["is_kept"]]
        super().__init__(
            *args, initial={"reader": shown["id"], "lines": kept}, prefix=f"r{shown['id'][:8]}", **kwargs
        )
        self.shown = shown
        self.fields["lines"].label = _("What does %(name)s not see?") % {"name": shown["name"]}
        self.fields["lines"].choices = [
            (row["id"], f"{row['kind']}: {row['words']}") for row in shown["lines"]
        ]
