"""The database backend: PostgreSQL, told before every statement of a transaction who acts.

A middleware cannot do this: with ``ATOMIC_REQUESTS`` the transaction starts after it, and a
transaction-local setting made earlier is gone (measured; see docs/decisions/0002). The settings are
sent once per transaction, again only when the context changes or a rollback to a savepoint undid them.
"""

import re

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.transaction import TransactionManagementError

from ipc.kernel import acting

_UNKNOWN = object()


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._announced = None
        self._protected = None
        self.execute_wrappers.append(self._announce_before)

    def _set_autocommit(self, autocommit):
        super()._set_autocommit(autocommit)
        self._announced = None

    def _savepoint_rollback(self, sid):
        super()._savepoint_rollback(sid)
        self._announced = _UNKNOWN

    def _announce_before(self, execute, sql, params, many, context):
        if self.in_atomic_block:
            if acting.current() is not self._announced and not self.needs_rollback:
                self._announce(acting.current())
        elif settings.IPC_ENV != "production":
            self._refuse_outside_transaction(sql)
        return execute(sql, params, many, context)

    def _announce(self, context):
        values = context.settings() if context else {"role": "none"}
        calls = ", ".join(["set_config(%s, %s, true)"] * len(values))
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])
        self._announced = context

    def _refuse_outside_transaction(self, sql):
        """Raise where a person's row is asked for outside a transaction: it would silently be empty."""
        if isinstance(sql, str) and any(
            name in self._protected_tables() for name in re.findall(r'"(\w+)"', sql)
        ):
            raise TransactionManagementError(
                "A person's row was asked for outside a transaction. Use acting_as(…)."
            )

    def _protected_tables(self):
        if self._protected is None:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
                self._protected = frozenset(name for (name,) in cursor.fetchall())
        return self._protected
