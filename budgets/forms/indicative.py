"""The site's questions, each with its answers as choices."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.forms import FactsForm


class QuestionsForm(FactsForm):
    """One set of choices for each question; the points of every answer are in sight."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            choices = {str(answer.pk): answer for answer in question.answers.all()}
            field = forms.ChoiceField(
                label=question.words,
                help_text=question.help,
                choices=[(value, answer.words) for value, answer in choices.items()],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose an answer to “%(question)s”") % {"question": question.words}
                },
            )
            field.widget.hints = {value: _points(answer) for value, answer in choices.items()}
            self.fields[name] = field

    def answers(self):
        """Return the answers chosen so far, also of a form that is not complete."""
        return [
            answer
            for name, question in self.questions.items()
            for answer in question.answers.all()
            if str(answer.pk) == self.cleaned_data.get(name)
        ]

    def sections(self):
        """Return the fields by funder, in the funders' order: ``[(letter, [field, …]), …]``."""
        by_funder = {}
        for name, question in self.questions.items():
            by_funder.setdefault(question.funder, []).append(self[name])
        return list(by_funder.items())


def _points(answer):
    return ngettext("%(points)s point", "%(points)s points", answer.points) % {"points": answer.points}
