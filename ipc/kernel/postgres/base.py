"""The database backend: PostgreSQL, with the acting context announced per transaction.

A middleware cannot do this: with ``ATOMIC_REQUESTS`` the transaction starts after it, and a
transaction-local setting made earlier is gone (measured; see docs/decisions/0002).
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
        if settings.IPC_ENV != "production":
            self.execute_wrappers.append(self._refuse_outside_transactions)

    def announce(self):
        """Tell PostgreSQL who acts, until the end of this transaction."""
        context = acting.current()
        if context == self._announced:
            return
        values = context.settings() if context else {"role": "none"}
        calls = ", ".join(["set_config(%s, %s, true)"] * len(values))
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])
        self._announced = context

    def _set_autocommit(self, autocommit):
        super()._set_autocommit(autocommit)
        self._announced = None
        if not autocommit:
            self.announce()

    def _savepoint(self, sid):
        super()._savepoint(sid)
        self.announce()

    def _savepoint_rollback(self, sid):
        super()._savepoint_rollback(sid)
        self._announced = _UNKNOWN
        self.announce()

    def _refuse_outside_transactions(self, execute, sql, params, many, context):
        """Raise where a person's row is asked for outside a transaction: it would silently be empty."""
        if not self.in_atomic_block and isinstance(sql, str):
            tables = self._protected_tables()
            if any(name in tables for name in re.findall(r'"(\w+)"', sql)):
                raise TransactionManagementError(
                    "A person's row was asked for outside a transaction. Use acting_as(…)."
                )
        return execute(sql, params, many, context)

    def _protected_tables(self):
        if self._protected is None:
            self._protected = frozenset()
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
                self._protected = frozenset(name for (name,) in cursor.fetchall())
        return self._protected
