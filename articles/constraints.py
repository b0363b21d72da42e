"""Rules about editions that the database itself keeps, whatever code writes to it.

Written as Django constraints, so that they stand in the model's Meta, travel with the migrations, and survive the way
in which SQLite alters a table (it makes a new one, and triggers on the old one are gone).
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, F, Func, Value

# "9999-12-31" and not "9999": SQLite would take that for a number, and numbers sort before all texts.
OVERLAP = """
CREATE TRIGGER "{name}_{event}" BEFORE {clause} ON %(table)s
WHEN EXISTS (
    SELECT 1 FROM %(table)s AS other
    WHERE other.{scope} = NEW.{scope} AND other.id <> COALESCE(NEW.id, -1)
    AND other.{start} < COALESCE(NEW.{end}, '9999-12-31') AND NEW.{start} < COALESCE(other.{end}, '9999-12-31')
    AND other.{start} IS NOT other.{end} AND NEW.{start} IS NOT NEW.{end}
)
BEGIN SELECT RAISE(ABORT, 'constraint {name}: two periods overlap'); END
"""

FROZEN_SQLITE = """
CREATE TRIGGER "{name}" BEFORE UPDATE ON %(table)s WHEN {changed}
BEGIN SELECT RAISE(ABORT, 'constraint {name}: the row is frozen'); END
"""

FROZEN_POSTGRESQL = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {changed} THEN
        RAISE EXCEPTION 'constraint {name}: the row is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "{name}" BEFORE UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION "{name}"()
"""

UNFREEZE_POSTGRESQL = 'DROP TRIGGER IF EXISTS "{name}" ON %(table)s; DROP FUNCTION IF EXISTS "{name}"()'


def _statement(model, schema_editor, sql, **names):
    """SQL that Django can rename the table in: SQLite alters tables by copying them under another name."""
    # What is formatted here are names of ours; the doubled percent signs stay for the table.
    return Statement(sql.format(**names).strip(), table=Table(model._meta.db_table, schema_editor.quote_name))


class NoOverlap(ExclusionConstraint):
    """Half-open periods `[start, end)` of one `scope` never overlap; an empty period overlaps nothing.

    An exclusion constraint on PostgreSQL (needs btree_gist), two triggers on SQLite.
    """

    def __init__(self, *, name, scope, start, end):
        self.scope, self.start, self.end = scope, start, end
        period = Func(F(start), F(end), Value("[)"), function="TSTZRANGE", output_field=DateTimeRangeField())
        super().__init__(name=name, expressions=[(scope, "="), (period, "&&")])

    def deconstruct(self):
        kwargs = {"name": self.name, "scope": self.scope, "start": self.start, "end": self.end}
        return f"{type(self).__module__}.{type(self).__qualname__}", (), kwargs

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            return super().constraint_sql(model, schema_editor)
        columns = {part: model._meta.get_field(getattr(self, part)).column for part in ("scope", "start", "end")}
        changes = "UPDATE OF {scope}, {start}, {end}".format(**columns)
        for event, clause in (("insert", "INSERT"), ("update", changes)):
            schema_editor.deferred_sql.append(
                _statement(model, schema_editor, OVERLAP, name=self.name, event=event, clause=clause, **columns)
            )
        return None

    def validate(self, *args, **kwargs):
        """The verbs decide with the article locked; a check without the lock would promise too much."""


class Frozen(BaseConstraint):
    """Columns that never change once the row is there: every field but those named in `but`."""

    def __init__(self, *, name, but=()):
        self.but = tuple(but)
        super().__init__(name=name)

    def deconstruct(self):
        return f"{type(self).__module__}.{type(self).__qualname__}", (), {"name": self.name, "but": self.but}

    def __eq__(self, other):
        if isinstance(other, Frozen):
            return (self.name, self.but) == (other.name, other.but)
        return NotImplemented

    def _changed(self, model, operator):
        fields = [field for field in model._meta.local_concrete_fields if field.name not in self.but]
        return " OR ".join(f'NEW."{field.column}" {operator} OLD."{field.column}"' for field in fields)

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            sql, operator = FROZEN_POSTGRESQL, "IS DISTINCT FROM"
        else:
            sql, operator = FROZEN_SQLITE, "IS NOT"
        return _statement(model, schema_editor, sql, name=self.name, changed=self._changed(model, operator))

    def remove_sql(self, model, schema_editor):
        return _statement(model, schema_editor, UNFREEZE_POSTGRESQL, name=self.name)

    def validate(self, *args, **kwargs):
        """Nothing to validate in Python: the verbs never change these columns."""
