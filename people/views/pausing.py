"""A pause before something that is hard to take back: what was answered, once more, and what will happen."""


def carry_out_if_sure(request, form, act, verb, person) -> bool:
    """Carry out ``verb`` on ``person`` once the answers were looked at once more; return whether it was."""
    if request.POST.get("step") != "sure" or not form.is_valid():
        return False
    by = request.user
    return bool(form.carry_out(by, act, lambda: verb(person, by=by, **form.facts()), about=person))


def pause(request, form):
    """Return what the pause shows, or nothing where the form is to be filled in or corrected first."""
    if not form.is_bound or not form.is_valid() or request.POST.get("step") == "change":
        return {}
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [(name, value) for name, value in kept if name not in ("csrfmiddlewaretoken", "step")]
    return {"answers": form.answers(), "typed": typed}
