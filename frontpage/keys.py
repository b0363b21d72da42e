"""The keys of some rows as one column: one look at an index for each list, and not one for each of its places."""

import json

from django.db.models import Field, Subquery


class KeyList(Field):
    """What a database gives for such a column: a list, or a list as JSON."""

    def from_db_value(self, value, expression, connection):
        return json.loads(value) if isinstance(value, str) else value


class Keys(Subquery):
    """Of a queryset of `values("pk")`, in its order."""

    template = "ARRAY(%(subquery)s)"
    output_field = KeyList()

    def as_sqlite(self, compiler, connection, **extra):
        template = '(SELECT json_group_array("pk") FROM (%(subquery)s))'
        return self.as_sql(compiler, connection, template=template, **extra)
