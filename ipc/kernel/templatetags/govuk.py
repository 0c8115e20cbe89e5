"""What the form templates ask about a field: its kind, its control, where its error points to."""

from django import forms, template
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from ipc.kernel.fields import DayWidget, MoneyWidget

register = template.Library()

KINDS = (
    (DayWidget, "day"),
    (MoneyWidget, "money"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.MultiWidget, "several"),
)
CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "govuk-file-upload"}


@register.filter
def kind(field) -> str:
    """Return what ``field`` looks like: ``text``, ``radios``, ``day`` …"""
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "text")


@register.filter
def first_control(field) -> str:
    """Return the id of the first control of ``field``: where a link in the error summary goes."""
    first = field.field.widget.attrs.get("id") or field.auto_id
    several = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)
    return f"{first}_0" if isinstance(field.field.widget, several) else first


@register.filter
def described_by(field) -> str:
    """Return the ids of the hint and the error of a group of controls."""
    ids = [field.help_text and f"{field.auto_id}_helptext", field.errors and f"{field.auto_id}_error"]
    return " ".join(filter(None, ids))


@register.filter
def limit(field) -> str:
    """Return the most characters a textarea takes, where there is a limit."""
    return field.field.widget.attrs.get("maxlength", "") if kind(field) == "textarea" else ""


@register.filter
def choices(field) -> list[dict]:
    """Return each radio or checkbox of ``field``: id, value, label, whether it is on, its own hint.

    A hint is kept by the widget: ``widget.hints = {value: text}``.
    """
    widget = field.field.widget
    hints = {str(value): hint for value, hint in getattr(widget, "hints", {}).items()}
    return [
        {
            "id": f"{field.auto_id}_{index}",
            "value": bound.data["value"],
            "label": bound.choice_label,
            "on": bound.data["selected"],
            "off_limits": bound.data["attrs"].get("disabled", False),
            "hint": hints.get(str(bound.data["value"]), ""),
        }
        for index, bound in enumerate(field.subwidgets)
    ]


@register.simple_tag
def control(field):
    """Render the control of ``field`` with its classes, tied to its hint and its error."""
    look, widget = kind(field), field.field.widget
    base = CLASSES.get(look, "govuk-input")
    names = [base, widget.attrs.get("class", "")]
    if field.errors:
        names.append(f"{base}--error")
    attrs = {"placeholder": False}
    described = described_by(field)
    if limit(field):
        names.append("govuk-js-character-count")
        described = f"{described} {field.auto_id}-info".strip()
        # Without a maxlength of its own the box lets one write on and shows by how much it is over.
        attrs["maxlength"] = False
    if look == "password":
        names.append("govuk-password-input__input govuk-js-password-input-input")
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    if look == "text" and isinstance(widget, forms.NumberInput):
        attrs["inputmode"] = "decimal"
    if described and not widget.attrs.get("aria-describedby"):
        attrs["aria-describedby"] = described
    return field.as_widget(attrs={**attrs, "class": " ".join(filter(None, names))})


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_on_the_page):
    """Show every error of the forms above the page, each linked to the first control it is about."""
    found = []
    for form in forms_on_the_page:
        for name, errors in form.errors.items():
            target = "" if name == "__all__" or form[name].is_hidden else first_control(form[name])
            found += [{"text": error, "target": target} for error in errors]
    return {"errors": found}


@register.simple_tag
def count_message(field) -> str:
    """Return the sentence under a textarea with a limit, as read without a script."""
    most = int(limit(field))
    return ngettext(
        "You can write up to %(most)s character", "You can write up to %(most)s characters", most
    ) % {"most": most}


@register.simple_tag
def optional(field) -> str:
    """Return the words that tell that an answer may be left out."""
    if field.field.required:
        return ""
    return format_html('<span class="ipc-optional">{}</span>', gettext("(you can leave this out)"))


@register.filter
def boxes(field) -> list[dict]:
    """Return the three boxes of a day: id, label, control."""
    wrong = " govuk-input--error" if field.errors else ""
    labels = (gettext("Day"), gettext("Month"), gettext("Year"))
    bound = field.subwidgets[0].data["subwidgets"]
    parts = []
    for label, part, widget in zip(labels, bound, field.field.widget.widgets, strict=True):
        names = f"govuk-input {widget.attrs['class']}{wrong}"
        attrs = {**part["attrs"], "class": names}
        html = widget.render(part["name"], part["value"], attrs, field.form.renderer)
        parts.append({"id": attrs["id"], "label": label, "control": html})
    return parts


@register.filter
def without_hint(field):
    """Return ``field`` with no hint, where the page says it in a better place."""
    field.help_text = ""
    return field
