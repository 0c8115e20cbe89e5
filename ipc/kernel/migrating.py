"""Migrations in good time: Django renders every related model anew after each operation; once will do."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Several operations whose state is rendered once, when all of them are in it.

    Their SQL is what each would run by itself. Tables are made in one such group, and what is added to
    tables in another: a table that is made sees the fields of its whole group.
    """

    reduces_to_sql = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__name__, [], {"operations": self.operations})

    @property
    def reversible(self):
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered models follow every change; there are none for a while
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Together: " + "; ".join(operation.describe() for operation in self.operations)
