"""Migration operations for text indexes."""

from django.db.migrations.operations.base import Operation, OperationCategory

from .refilling import fill
from .shapes import Shape
from .text_index import engine_for


class AddTextIndex(Operation):
    """Makes the index of a TextIndex with the same `columns` and `apart`, and fills it with the rows that are there."""

    category = OperationCategory.ADDITION
    reversible = True

    def __init__(self, model_name, columns, apart=()):
        self.model_name, self.columns, self.apart = model_name, columns, apart

    def deconstruct(self):
        return type(self).__name__, [], {"model_name": self.model_name, "columns": self.columns, "apart": self.apart}

    def state_forwards(self, app_label, state):
        pass

    def _model(self, app_label, schema_editor, state):
        model = state.apps.get_model(app_label, self.model_name)
        return model if self.allow_migrate_model(schema_editor.connection.alias, model) else None

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = self._model(app_label, schema_editor, to_state)
        if model is not None:
            self.make(model, schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = self._model(app_label, schema_editor, from_state)
        if model is not None:
            self.drop(model, schema_editor)

    def make(self, model, schema_editor):
        engine = self._engine(model, schema_editor)
        engine.create(schema_editor.execute)
        if not engine.keeps_itself:
            fill(engine)

    def drop(self, model, schema_editor):
        self._engine(model, schema_editor).drop(schema_editor.execute)

    def _engine(self, model, schema_editor):
        return engine_for(Shape.of(model, self.columns, self.apart), schema_editor.connection)

    def describe(self):
        return f"Text index on {self.model_name}"

    @property
    def migration_name_fragment(self):
        return f"{self.model_name.lower()}_text_index"
