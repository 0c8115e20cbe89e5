"""Attempts to open a record that is closed to whoever tried: written down although nothing was shown.

What refuses also undoes its transaction, so an attempt is remembered while the request lasts and written
when it is over.
"""

from contextvars import ContextVar

from django.db import transaction

from ipc.kernel import acting, audit
from people import scopes
from people.acts import Act
from people.models import Person

NOT_FOUND = 404
_remembered: ContextVar[tuple] = ContextVar("attempts", default=())


def begin():
    _remembered.set(())


def follow(request, response):
    """Write down what was tried in a request that is over, by whoever turned out to be its user."""
    if not request.user.is_authenticated:
        return
    if response.status_code == NOT_FOUND:
        _note_not_found(request)
    _write(request.user)


def remember(person, why=""):
    """Remember that whoever acts tried to open the record of ``person``."""
    _remembered.set((*_remembered.get(), (person, why)))


def _write(user):
    """Write down what was remembered since ``begin``."""
    remembered = _remembered.get()
    begin()
    if remembered:
        with transaction.atomic(), acting.for_the_site("write down an attempt"):
            for person, why in remembered:
                audit.read(Act.TRY_CLOSED, person, by=user, why=why)


def _note_not_found(request):
    """Remember the attempt where what was not found is a record closed to this member of staff."""
    user, match = request.user, request.resolver_match
    public_id = match and match.kwargs.get("public_id")
    model = public_id and _model_of(match.func)
    if model is None or not user.is_member_of_staff or not user.hat.site_id:
        return
    if model is not Person and not (hasattr(model, "person_id") and hasattr(model, "site_id")):
        return
    with transaction.atomic(), acting.for_the_site("see whether a closed record was tried"):
        found = model._base_manager.filter(public_id=public_id, site_id=user.hat.site_id)
        asked = found.values("pk" if model is Person else "person_id")
        person = Person.objects.filter(scopes.withheld(user, "pk"), pk__in=asked).first()
    if person is not None:
        remember(person)


def _model_of(view):
    """Return the model whose row an address names: of a page's guard, or of the API's resource."""
    resource = getattr(view, "cls", None)
    queryset = getattr(resource, "queryset", None)
    return getattr(view, "model", None) or (queryset.model if queryset is not None else None)
