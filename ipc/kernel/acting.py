"""On whose behalf the database is asked: the row-level security context.

The context lives in a context variable and is announced to PostgreSQL in every transaction by
the database backend (``ipc.kernel.postgres``). Nobody else may set it. Without a context the
application's database role sees no person's row at all.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from django.db import transaction

PORTAL, COORDINATOR, MANAGER, FINANCE = "ipc_portal", "ipc_coordinator", "ipc_manager", "ipc_finance"
NAVIGATOR, HOLDER, ADMIN, ANALYST = "ipc_navigator", "ipc_holder", "ipc_admin", "ipc_analyst"
JOB = "ipc_job"
DATABASE_ROLES = (PORTAL, COORDINATOR, MANAGER, FINANCE, NAVIGATOR, HOLDER, ADMIN, ANALYST, JOB)


@dataclass(frozen=True)
class Acting:
    """Who acts, in which database role, for which sites, by which way in (web, api, job)."""

    database_role: str
    user_id: int | None = None
    site_ids: tuple[int, ...] = ()
    organisation_id: int | None = None
    share_link_id: int | None = None
    way_in: str = "web"
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)

    def settings(self) -> dict[str, str]:
        """Return the PostgreSQL settings that the row policies and the history triggers read."""
        user = "" if self.user_id is None else str(self.user_id)
        return {
            "app.user_id": user,
            "app.sites": "{" + ",".join(map(str, self.site_ids)) + "}",
            "app.organisation_id": "" if self.organisation_id is None else str(self.organisation_id),
            "app.share_link_id": "" if self.share_link_id is None else str(self.share_link_id),
            "pghistory.context_id": str(self.request_id),
            "pghistory.context_metadata": f'{{"user": "{user}", "way_in": "{self.way_in}"}}',
            "role": self.database_role,
        }


_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting | None:
    return _current.get()


def begin(context: Acting | None):
    """Make ``context`` current for transactions that start from now on; return the undo token."""
    return _current.set(context)


def end(token) -> None:
    _current.reset(token)


@contextmanager
def acting_as(context: Acting) -> Iterator[Acting]:
    """Open a transaction in ``context``; the surrounding context is back afterwards."""
    token = _current.set(context)
    try:
        with transaction.atomic():
            yield context
    finally:
        _current.reset(token)


@contextmanager
def for_the_site(reason: str, site_id: int | None = None) -> Iterator[Acting]:
    """Let one verb look at its own site beyond what its user may see, for a reason it names.

    The acting user stays the same; only the visible rows widen, to the sites of the context (or, for
    somebody from the portal, the one ``site_id`` of the person it is about) and no further. Used where a
    rule needs rows that the user may not read: finding a duplicate of somebody on another caseload,
    registering a person who is on no caseload yet.
    """
    context = current()
    if context is None:
        raise RuntimeError(f"Nobody acts, so nobody may {reason}.")
    sites = context.site_ids or ((site_id,) if site_id else ())
    with acting_as(replace(context, database_role=JOB, site_ids=sites)) as wider:
        yield wider


def job(site_ids, *, user_id=None) -> Acting:
    """Return the context of a background job, a command or a test over ``site_ids``."""
    return Acting(JOB, user_id=user_id, site_ids=tuple(site_ids), way_in="job")
