"""What every form of this room has."""

from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import ActForm, once


def posted(request):
    """Return what was sent, or nothing where the page is only asked for."""
    return request.POST if request.method == "POST" else None


class FactsForm(ActForm):
    """A form whose answers are the facts of one act."""

    def facts(self):
        """Return the answers without the key."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "key"}

    def kept(self, made) -> str:
        """Return what is kept of what was made, for when the same form comes again."""
        return str(made.public_id)

    def carry_out(self, user, act, verb, about=None):
        """Carry out ``verb`` once for this form; return the public id of its outcome.

        A refusal becomes an error of the form, and nothing is returned. ``about`` is what the act is
        on, where the answers do not say it.
        """
        facts = {**self.facts(), "about": about and str(about.public_id)}
        try:
            outcome, _now = once(user, self.cleaned_data["key"], act, facts, lambda: self.kept(verb()))
        except RuleBroken as broken:
            self.add_error(None, broken.message)
            return None
        return outcome
