"""A pause before something that is hard to take back: what was answered, once more, and what will happen."""


def is_sure(request):
    """Return whether the answers were looked at once more and sent."""
    return request.POST.get("step") == "sure"


def pause(request, form):
    """Return what the pause shows, or nothing where the form is to be filled in or corrected first."""
    if not form.is_bound or not form.is_valid() or request.POST.get("step") == "change":
        return {}
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [(name, value) for name, value in kept if name not in ("csrfmiddlewaretoken", "step")]
    return {"answers": form.answers(), "typed": typed}
