"""The house keeps its own rules: tests that walk the code instead of trusting habit."""

import ast
import inspect
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

import tests.factories
from budgets.models import Account, Entry, MonthTotal, PeriodClose, Posting
from ipc.kernel import access
from ipc.kernel.models import Effect, Event, Seal, UsedKey

ROOT = Path(__file__).resolve().parent.parent
OURS = ("kernel", "people", "peersupport", "careplans", "budgets", "programme")
PUBLIC = {
    "accept_invitation",
    "accessibility",
    "can_i_get_one",
    "change_by_link",
    "directory",
    "drop_kept",
    "empty_kept",
    "end_by_link",
    "entry_by_link",
    "health_live",
    "health_ready",
    "guide",
    "information",
    "jargon",
    "keep_for_later",
    "kept",
    "navigators",
    "paper_form",
    "paper_form_pdf",
    "paper_forms",
    "offline",
    "reading",
    "service_worker",
    "put_it_right",
    "report_entry",
    "resources",
    "resources_version",
    "service",
    "service_calendar",
    "set_language",
    "shared",
    "shared_list",
    "site",
    "start",
    "suggest_entry",
    "topic",
    "was_it_clear",
}
SIGNED_IN_ONLY = {
    "home",
    "my_whose_page",
    "help_somebody",
    "api_schema",
    "api_docs",
    "demo_mail",
    "hats",
    "wear_hat",
}


def patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from patterns(entry, route)


def our_pages():
    return [
        (route, entry)
        for route, entry in patterns()
        if not route.startswith(("accounts/", "admin/", "api/v1/", "oruk"))
    ]


def test_every_page_has_an_act_or_is_on_the_public_list():
    unguarded = {
        entry.name
        for _route, entry in our_pages()
        if getattr(entry.callback, "act", None) is None and entry.name not in PUBLIC | SIGNED_IN_ONLY
    }

    assert unguarded == set()


def test_only_listed_pages_are_open_to_strangers():
    open_pages = {
        entry.name
        for _route, entry in our_pages()
        if getattr(entry.callback, "login_required", True) is False
    }

    assert open_pages <= PUBLIC | {"demo_mail", "api_schema", "api_docs"}


def test_every_api_operation_names_its_act():
    for route, entry in patterns():
        if not route.startswith("api/v1/"):
            continue
        viewset = entry.callback.cls
        for action in entry.callback.actions.values():
            assert viewset.acts.get(action), f"{route}: {action} has no act"


def test_addresses_never_carry_a_number_or_a_name():
    converters = {
        type(converter).__name__
        for _route, entry in our_pages()
        for converter in entry.pattern.converters.values()
    }

    assert converters <= {"UUIDConverter", "SlugConverter", "StringConverter"}


@pytest.mark.parametrize(
    "model",
    [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event") or model is Event
    ],
    ids=lambda model: model.__name__,
)
def test_every_model_says_what_it_is(model):
    assert model.__str__ is not object.__str__
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__mro__[1:2])


def test_every_model_has_a_factory():
    made = {
        factory._meta.model
        for _name, factory in inspect.getmembers(tests.factories)
        if hasattr(factory, "_meta")
    }
    only_the_ledger_writes_them = {Account, Entry, MonthTotal, PeriodClose, Posting}
    without = {Event, Effect, Seal, UsedKey} | only_the_ledger_writes_them
    missing = {
        model.__name__
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_id") and not model.__name__.endswith("Event")
    } - {model.__name__ for model in made | without}

    assert missing == set()


def test_every_moment_where_somebody_acts_has_its_actor():
    machine = {
        "first_opened_at",
        "ends_at",
        "starts_at",
        "at",
        "due_at",
        "done_at",
        "joined_at",
        "expires_at",
        "left_at",
        "reminded_at",
        "changed_at",
        "source_seen_at",
        "replaced_at",
        "posted_at",
    }
    # Links are sent by the night as by colleagues, and used by somebody who has no sign-in.
    nobody_of_ours = {
        "EntryLink.sent_at",
        "EntryLink.used_at",
        "EntryLink.ended_at",
        "DbsCheck.detail_gone_at",
    }
    missing = set()
    for label in ("people", "peersupport", "careplans", "budgets"):
        for model in apps.get_app_config(label).get_models():
            names = {field.name for field in model._meta.fields}
            for name in names:
                if name.endswith("_at") and name not in machine | {"opens_at", "closes_at"}:
                    actor = name.removesuffix("_at") + "_by"
                    if actor not in names and not hasattr(model, "pgh_id"):
                        missing.add(f"{model.__name__}.{name}")

    assert {name for name in missing if not name.split(".")[0].endswith("Event")} == nobody_of_ours


def refusals():
    for path in ROOT.glob("**/*.py"):
        relative = path.relative_to(ROOT).as_posix()
        if relative.split("/")[0] in ("ipc", *OURS):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef) and any(
                    getattr(base, "id", "") == "RuleBroken" for base in node.bases
                ):
                    yield node.name


def test_every_refusal_is_raised_in_some_test():
    said = set()
    for path in (ROOT / "tests").glob("**/test_*.py"):
        said.update(re.findall(r"\w+", path.read_text()))

    assert sorted(set(refusals()) - said) == []


def test_every_model_about_a_person_has_an_access_table():
    declared = access.tables()
    missing = {
        model.__name__
        for label in ("people", "peersupport", "careplans", "budgets")
        for model in apps.get_app_config(label).get_models()
        if hasattr(model.objects.all(), "visible_to") and model not in declared
    }

    assert missing == set()


def test_the_access_page_is_true():
    printed = io.StringIO()
    call_command("access_table", stdout=printed)

    assert printed.getvalue() == (ROOT / "docs/access.md").read_text()
