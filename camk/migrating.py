"""The tables of an app made at once, for a database that has none of them yet."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateAll(Operation):
    """Many models of one app. One by one, Django would draw all models anew after each, which takes far longer.

    `operations` build up the models in Django's memory; the tables are made as the models are after all of them,
    with their indexes and constraints.
    """

    def __init__(self, operations: list[Operation]):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create all tables"
