"""Every role at every address: what the access tables say is what the pages and the API answer.

The expectation is worked out from the rules (which role may do which act on whose rows) and from the
one thing written down by hand here: who in this small world is connected with whom, scope by scope.
Nothing of the code that finds rows is used for it. At the end that code is taken away altogether, and
PostgreSQL still holds.
"""

import copy
import functools
import inspect
import itertools
import logging
from contextlib import contextmanager

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from drf_spectacular.generators import SchemaGenerator

from budgets.models import EligibilityDecision, OwnExtra, StatementOfResources, Variation
from careplans.models import AboutHeading, Action, Goal, Need, PlanVersion
from ipc import urls
from ipc.kernel import access, acting
from peersupport.models import EntryChange, Feed, ImportRun, Navigator, Service, Session, StaffNote
from people import signing_in, timing_out
from people.models import CapacityAssessment, Consent, Cover, Document, Merge, Role, ShareLink, User
from tests import worlds

SIGNS_IN, NOT_FOUND, REFUSED, DONE = "signs in", "not found", "refused", "done"
ANSWERS = {200: DONE, 302: DONE, 400: DONE, 409: DONE, 410: DONE, 403: REFUSED, 404: NOT_FOUND, 401: SIGNS_IN}
NOBODY_IN_PARTICULAR = {
    "home",
    "my_whose_page",
    "help_somebody",
    "api_schema",
    "api_docs",
    "hats",
    "wear_hat",
}
HERE = ("theirs", "neighbours")
# Kept is a record that only a few may open: of the managers the one who is named, no approver, no finance,
# no navigator.
ALL_HERE = (*HERE, "kept")
# Whoever is a manager here: one of them is the neighbour, one is named for the kept record.
MANAGERS = {"manager": HERE, "themselves": ("theirs",), "named": ALL_HERE}

# Who is connected with whose record, scope by scope. The navigator's two asked to join in the site.
FAMILY = {"person", "family", "parent"}
GIVEN = {*FAMILY, "partner"}
CONNECTED = {
    "own": {"person": ("theirs",)},
    "own or given identity": dict.fromkeys((*GIVEN, "glimpse"), ("theirs",)),
    "own or given about me": dict.fromkeys(GIVEN, ("theirs",)),
    "own or given about me but for what is kept": dict.fromkeys(GIVEN, ("theirs",)),
    "own circle or given": dict.fromkeys(FAMILY, ("theirs",)),
    "own or given plan": dict.fromkeys(GIVEN, ("theirs",)),
    "own or given plan but for what is kept": dict.fromkeys(GIVEN, ("theirs",)),
    "takes part in the plan": {"partner": ("theirs",)},
    "takes part in the plan but for what is kept": {"partner": ("theirs",)},
    "writes in the plan": {"partner": ("theirs",)},
    "writes in the plan but for what is kept": {"partner": ("theirs",)},
    # Nobody here has typed the words of the world that are not saved yet.
    "own or given identity and typed by them": {},
    "on caseload and typed by them": {},
    "own or given money": dict.fromkeys(FAMILY, ("theirs",)),
    "own or given money once shown": dict.fromkeys(FAMILY, ("theirs",)),
    "own or given support": dict.fromkeys(FAMILY, ("theirs",)),
    "given plan and about me": dict.fromkeys(GIVEN, ("theirs",)),
    "given plan but for suspicion": dict.fromkeys(GIVEN, ("theirs",)),
    "given plan about me and money": dict.fromkeys(FAMILY, ("theirs",)),
    "decides the plan": dict.fromkeys(("person", "parent"), ("theirs",)),
    "handles the money": dict.fromkeys(("person", "parent"), ("theirs",)),
    "given to them": {},
    # The conversation of the world is with nobody else; its question was sent by nobody of these.
    "in conversation": dict.fromkeys(("person", "parent"), ("theirs",)),
    "in conversation of a message": dict.fromkeys(("person", "parent"), ("theirs",)),
    "in documents": dict.fromkeys(("person", "parent"), ("theirs",)),
    "own or made by them": {"person": ("theirs",)},
    "own or made by them in its steps": {"person": ("theirs",)},
    "questions on caseload": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "questions on caseload in their steps": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "to do on caseload": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "told on caseload": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "opened by them": {},
    "said by them": {},
    "reviewed in site": {"manager": ALL_HERE, "themselves": ("theirs", "kept"), "named": ALL_HERE},
    "arriving here": {},
    # What a site sets, and who works there, is about none of the people in it.
    "of their site": dict.fromkeys(
        ("coordinator", "standing in", "navigator", "site_admin", *MANAGERS), ALL_HERE
    ),
    "colleagues here": dict.fromkeys(MANAGERS, ALL_HERE),
    "own or acting about support": dict.fromkeys(("person", "parent"), ("theirs",)),
    "asked of finance": {},
    "asked of coordinators": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "on caseload": {"coordinator": ("theirs", "kept"), "standing in": ("theirs",)},
    "in site": {**dict.fromkeys(("coordinator", "approver", "finance", "navigator"), HERE), **MANAGERS},
    "asked to join here": {"navigator": HERE},
    "call asked here": {"navigator": HERE},
    "introduced here": {"navigator": HERE},
    "part of what is shared here": {"navigator": HERE},
    "held by their organisation": {"holder": ("theirs",)},
    "the lines they hold": {"holder": ("theirs",)},
    # Ideas to begin a plan from are about nobody.
    "offered here": {},
    # What belongs to the site, and is about nobody in its care.
    "public entries": dict.fromkeys(worlds.PRINCIPALS, ("theirs", "neighbours", "kept", "far")),
    "public entries and all of the site": dict.fromkeys(
        worlds.PRINCIPALS, ("theirs", "neighbours", "kept", "far")
    ),
}
# Those from the family who see nobody: any more, yet, or for now.
NOBODYS = {"nobody's", "expired nominee", "nominee to be", "suspended parent", "withdrawn", "expired"}
# What an id in an address stands for, where no guard names its model.
STANDS_FOR = {
    "need_id": Need,
    "goal_id": Goal,
    "action_id": Action,
    "link_id": ShareLink,
    "assessment_id": CapacityAssessment,
    "consent_id": Consent,
    "ask_to_join": Service,
    "report_entry": Service,
    "service": Service,
    "service_calendar": Service,
    "service_id": Service,
    "keep_for_later": Service,
    "drop_kept": Service,
    "line_id": Action,
    "version_id": PlanVersion,
    "statement_id": StatementOfResources,
    "my_ask_second_look": EligibilityDecision,
    "withdraw_my_change": Variation,
    "remove_my_extra": OwnExtra,
    "take_back_my_document": Document,
}
WORDS = {
    "heading": AboutHeading.MATTERS.value,
    "slug": "barnsley",
    "code": "no-such-code",
    "signed": "no-such-link",
    "paper": "spend",
    "wanted": "nothing",
    "layout": "large",
    "kind": "action",
    "door": "complaint",
    "step": "received",
}


def addresses(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from addresses(entry, route)


def ids_in(entry):
    return {
        name: STANDS_FOR.get(name) or STANDS_FOR.get(entry.name) or getattr(entry.callback, "model", None)
        for name, converter in entry.pattern.converters.items()
        if type(converter).__name__ == "UUIDConverter"
    }


PAGES = [
    entry
    for route, entry in addresses()
    if not route.startswith(("accounts/", "admin/", "api/v1/")) and entry.name
]
# Those that need no sign-in, because a code in what is sent opens them: they have tests of their own.
OPEN_TO_ALL = {
    "directory-link-look",
    "directory-link-confirm",
    "directory-link-change",
    "directory-link-ended",
}
OPERATIONS = [
    pytest.param(route, entry, method, action, id=f"{method} {entry.name} {action}")
    for route, entry in addresses()
    if route.startswith("api/v1/") and entry.name not in OPEN_TO_ALL
    for method, action in entry.callback.actions.items()
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with worlds.kept(django_db_blocker) as world, refused_in_few_words(), the_same_each_time_once():
        world.clients = {name: in_their_session(user) for name, user in world.principals.items()}
        logging.disable()  # thousands of refusals
        yield world
        logging.disable(logging.NOTSET)


@contextmanager
def refused_in_few_words():
    """Answer refusals without their page: they are many, and only whether they are is asked here."""
    urls.handler404 = lambda request, exception: HttpResponse(status=404)
    urls.handler403 = lambda request, exception: HttpResponse(status=403)
    try:
        yield
    finally:
        del urls.handler404, urls.handler403


@contextmanager
def the_same_each_time_once():
    """Work out once what no request can change, as each is taken back: who asks, and the API's description.

    Every request has a user of its own, a copy of the one that was loaded.
    """
    loaded = functools.cache(signing_in.load_user)
    described = functools.partial(SchemaGenerator.get_schema, SchemaGenerator())
    description = functools.cache(lambda public: described(public=public))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing_in, "load_user", lambda pk: copy.copy(loaded(pk)))
        patch.setattr(SchemaGenerator, "get_schema", lambda self, request, public: description(public))
        yield


def in_their_session(user):
    """Sign a user in who has been here before: no request writes down anew that they are."""
    client = signed_in(user)
    if user:
        session, now = client.session, timezone.now().timestamp()
        session[timing_out.BEGAN], session[timing_out.SEEN] = now, now + 600
        session.save()
    return client


def signed_in(user):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="people.signing_in.Backend")
    return client


def reaches(whose, name, record):
    """Whether ``name`` is connected by this scope with this record; every scope must be told of above."""
    return record in CONNECTED[whose.in_words].get(name, ())


def may_somewhere(user, act):
    return any(
        rule.act == act and rule.role == user.hat.role
        for table in access.tables().values()
        for rule in table.rules
    )


def may(user, name, act, model, record):
    rules = access.tables()[model].rules
    return any(
        rule.act == act and rule.role == user.hat.role and reaches(rule.whose, name, record) for rule in rules
    )


def sees(user, name, model, record):
    return may(user, name, access.tables()[model].sees, model, record)


def found(user, name, act, model, record, by=None):
    """Return the answer of a page that is found by the id of a row: 404 before 403."""
    if not sees(user, name, model, record):
        return NOT_FOUND
    sees_only = by is None and act == access.tables()[model].sees
    return DONE if sees_only or may(user, name, act, by or model, record) else REFUSED


def of_my_page(view, user, name, ids, record):
    """Return the answer of a page under /my/: about the person of whoever is signed in, and no other."""
    tables = access.tables()
    if user.hat.role != Role.PERSON:
        return REFUSED
    if name in NOBODYS:
        return NOT_FOUND
    if not may(user, name, view.act, view.model, "theirs"):
        return REFUSED
    unseen = [model for model in ids.values() if model in tables and not sees(user, name, model, record)]
    return NOT_FOUND if unseen else DONE


def expected(entry, user, name, record):
    view = entry.callback
    if getattr(view, "login_required", True) is False:
        return None
    if user is None:
        return SIGNS_IN
    if entry.name in NOBODY_IN_PARTICULAR:
        return None
    if getattr(view, "is_my_page", False):
        return of_my_page(view, user, name, ids_in(entry), record)
    if view.model is None:
        return DONE if may_somewhere(user, view.act) else REFUSED
    return found(user, name, view.act, view.model, record, view.by)


def answer(client, method, path):
    with worlds.undone():
        response = getattr(client, method)(path)
        if response.streaming:
            list(response)  # to its end, which closes what it comes from
        if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
            return response.status_code, SIGNS_IN
        return response.status_code, ANSWERS.get(response.status_code, response.status_code)


BY_ITS_METHOD = require_http_methods([])(lambda request: None).__code__


def takes(view, method):
    """Whether a page is open for ``method``: not where its outermost guard turns it away, whoever asks."""
    if getattr(view, "__code__", None) is not BY_ITS_METHOD:
        return True
    return method.upper() in inspect.getclosurevars(view).nonlocals["request_method_list"]


def asked(client, view, path):
    """Ask by POST, and by GET where a form may be looked at or POST is not the way."""
    for method in filter(functools.partial(takes, view), ("post", "get")):
        status, got = answer(client, method, path)
        if status != 405:
            yield method, status, got
            if got != DONE:
                return


def to_ask_for(world, answer_for_theirs):
    """Yield who asks for whose row: everybody for theirs, and whoever sees that one for the others too."""
    yield from (("theirs", name) for name in world.principals)
    seeing = [name for name in world.principals if answer_for_theirs(name) in (DONE, REFUSED)]
    yield from itertools.product(("neighbours", "kept", "far"), seeing)


def path_of(entry, world, record):
    ids = ids_in(entry)
    rows = world.records[record].rows
    kwargs = {
        name: rows[ids[name]].public_id if name in ids else WORDS[name] for name in entry.pattern.converters
    }
    return reverse(entry.name, kwargs=kwargs)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_page_answers_every_role_as_the_access_tables_say(world, entry):
    wrong = []
    for record, name in to_ask_for(
        world, lambda name: expected(entry, world.principals[name], name, "theirs")
    ):
        if record != "theirs" and not ids_in(entry):
            continue
        user = world.principals[name]
        path, wanted = path_of(entry, world, record), expected(entry, user, name, record)
        allowed = {wanted} if wanted else {DONE, NOT_FOUND, REFUSED}
        for method, status, got in asked(world.clients[name], entry.callback, path):
            if got not in allowed:
                wrong.append(f"{name} {method} {record}: {status} instead of {wanted}")

    assert wrong == []


@pytest.mark.parametrize(("route", "entry", "method", "action"), OPERATIONS)
def test_operation_answers_every_role_as_the_access_tables_say(world, route, entry, method, action):
    viewset = entry.callback.cls
    act, model = viewset.acts[action], viewset.queryset.model
    has_id = "public_id" in route
    wrong = []

    def wanted_by(name, record="theirs"):
        user = world.principals[name]
        if user is None:
            return SIGNS_IN
        if not may_somewhere(user, act):
            return REFUSED
        return found(user, name, act, model, record) if has_id else DONE

    for record, name in to_ask_for(world, wanted_by):
        if record != "theirs" and not has_id:
            continue
        wanted = wanted_by(name, record)
        kwargs = {"public_id": world.records[record].rows[model].public_id} if has_id else {}
        status, got = answer(world.clients[name], method, reverse(entry.name, kwargs=kwargs))
        if got != wanted:
            wrong.append(f"{name} {record}: {status} instead of {wanted}")

    assert wrong == []


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_admin_is_for_administrators_and_their_own_site(world, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    wrong = []
    for principal, user in world.principals.items():
        status, _ = answer(world.clients[principal], "get", reverse(name))
        is_administrator = user is not None and user.is_staff
        if (status == 200) != is_administrator or status >= 500:
            wrong.append(f"{principal}: {status}")

    assert wrong == []
    assert not issubclass(model, tuple(worlds.models_about_a_person()))


def test_administrators_never_open_a_row_of_another_site(world):
    luton = world.sites[1]
    client = world.clients["site_admin"]
    opened = []
    for model in admin.site._registry:
        if "site" not in {field.name for field in model._meta.fields}:
            continue
        for row in model._default_manager.filter(site=luton)[:1]:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            if answer(client, "get", reverse(name, args=[row.pk]))[0] == 200:
                opened.append(str(row))

    assert opened == []


# The second wall, with the first one gone.

# Colleagues, cover and the directory are no part of a record: PostgreSQL keeps the people, not these rows.
ABOUT_NOBODY = {
    Service,
    Session,
    Navigator,
    EntryChange,
    StaffNote,
    Feed,
    ImportRun,
    User,
    Cover,
    StatementOfResources,
}
WALL = {
    "person": {"theirs"},
    "family": {"theirs"},
    "glimpse": {"theirs"},
    "parent": {"theirs"},
    "nobody's": set(),
    "coordinator": {"theirs", "kept"},
    "manager": set(HERE),
    "approver": set(HERE),
    "finance": set(HERE),
    "navigator": set(HERE),
    "holder": {"theirs"},
    "site_admin": set(),
    "programme_admin": set(),
    "analyst": set(),
    "expired nominee": set(),
    "nominee to be": set(),
    "suspended parent": set(),
    "withdrawn": set(),
    "expired": set(),
    "themselves": {"theirs"},
    "standing in": {"theirs"},
    "named": set(ALL_HERE),
    "partner": {"theirs"},
    "partner nobody asked": set(),
}
# A peer supporter is nobody in our care: whoever keeps them does so for the whole site, and not beyond.
PEERS_HERE = {"Peer": {"neighbours", "kept"}}
# Rows beyond that, by their model: what names them as its holder or reader, also when it is over; and what a
# manager reviews without being shown whose it is.
BESIDES = {
    "navigator": PEERS_HERE,
    "expired nominee": {"Authority": {"theirs"}},
    "nominee to be": {"Authority": {"theirs"}},
    "suspended parent": {"Authority": {"theirs"}},
    "withdrawn": {"Consent": {"theirs"}},
    "expired": {"Consent": {"theirs"}},
    "manager": PEERS_HERE | {"Person": {"beside"}, "EmergencyOpening": {"kept"}, "Conflict": {"kept"}},
    "themselves": PEERS_HERE | {"Person": {"beside"}, "EmergencyOpening": {"kept"}, "Conflict": {"kept"}},
    "named": {"Person": {"beside"}},
    "approver": {"Person": {"beside"}},
    "finance": {"Person": {"beside"}},
}
ASKING_BEYOND = (
    "person",
    "coordinator",
    "manager",
    "finance",
    "navigator",
    "holder",
    "analyst",
    "expired nominee",
    "withdrawn",
    "themselves",
    "standing in",
    "partner",
)


@pytest.mark.parametrize("name", WALL)
def test_without_any_filter_postgres_shows_no_row_of_somebody_elses_person(world, name):
    whose = {record.person.pk: known for known, record in world.records.items()}
    # The other record of each proposed merge is nobody's in particular here, kept from nobody of the site.
    far = {"far": "far"}
    whose |= {
        record.rows[Merge].other_id: far.get(known, "beside") for known, record in world.records.items()
    }
    beyond = {}
    with acting.acting_as(world.principals[name].acting()):
        for model in worlds.models_about_a_person():
            field = "pk" if model.__name__ == "Person" else "person_id"
            seen = {whose[pk] for pk in model._base_manager.values_list(field, flat=True)}
            more = seen - WALL[name] - BESIDES.get(name, {}).get(model.__name__, set())
            if more:
                beyond[model.__name__] = more

    assert beyond == {}


@pytest.mark.parametrize(
    "entry",
    [entry for entry in PAGES if hasattr(entry.callback, "act") and ids_in(entry)],
    ids=lambda entry: entry.name,
)
def test_with_the_filters_gone_no_page_shows_what_postgres_hides(world, entry, monkeypatch):
    monkeypatch.setattr(access, "rows", lambda *_, **__: access.EVERYTHING)
    shown = []
    models = {model.__name__ for model in ids_in(entry).values() if model}
    for record, name in itertools.product(("neighbours", "kept", "far"), ASKING_BEYOND):
        besides = {known for model in models for known in BESIDES.get(name, {}).get(model, ())}
        if record in WALL[name] | besides or ABOUT_NOBODY & set(ids_in(entry).values()):
            continue
        for method, status, _ in asked(world.clients[name], entry.callback, path_of(entry, world, record)):
            if status not in (403, 404):
                shown.append(f"{name} {method} {record}: {status}")

    assert shown == []
