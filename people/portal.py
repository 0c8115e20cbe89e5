"""Whose pages these are: a person's own, or those of somebody they help.

Pages under ``/my/`` are about one person at a time. Somebody who helps chooses whom; the choice is
kept in the session as a public id and checked on every page against what they may see. A form says
whose page it is on: sent from a page left open, it is for that person, whoever was chosen since.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from ipc.kernel import access, audit
from people.models import Person, Role


def people_of(user):
    """Return those whose pages ``user`` may open, their own first."""
    seen = Person.objects.visible_to(user).select_related("site")
    return sorted(seen, key=lambda person: (person.pk != user.person_id, person.sort_name))


def whose_pages(request):
    """Return the person whose pages are open, or None where there is nobody."""
    people = people_of(request.user)
    by_id = {str(person.public_id): person for person in people}
    sent = request.POST.get("whose")
    if sent:
        if sent in by_id:
            request.session["helping"] = sent
        return by_id.get(sent)
    return by_id.get(request.session.get("helping")) or (people[0] if people else None)


def my(act, model=Person):
    """Guard a page under ``/my/``: it is given the person, when ``act`` on ``model`` is theirs to do.

    ``model`` is the one whose access table names the act. A part that was not given answers 403 with a
    page that says so, inside the frame: the menu is the same for everybody. Who is given nothing of
    anybody yet is told where they may be asked to act. The look is audited; ``request.whose`` tells the
    frame whose page it is.
    """

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.hat.role != Role.PERSON:
                raise PermissionDenied
            person = whose_pages(request)
            if person is None:
                return render(request, "people/nobody_yet.html", status=404)
            request.whose = person
            if not may_for(act, model, request.user, person):
                return render(request, "people/not_given.html", {"person": person}, status=403)
            audit.read(act, person, by=request.user)
            return view(request, person, *args, **kwargs)

        guarded.act, guarded.model, guarded.is_my_page = act, model, True
        return guarded

    return guard


def may_for(act, model, user, person):
    """Return whether ``user`` may do ``act`` for ``person``, by the table of ``model``.

    The scopes speak of the model's path to the person; here they are asked about the person itself.
    """
    return Person.objects.filter(access.rows_of_people(model, act, user), pk=person.pk).exists()
