"""Many primary keys as one parameter of a query: databases take only so many."""

import json

from django.db import connections
from django.db.models.expressions import RawSQL

ROWS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
}


def among(keys, using):
    """An expression for `pk__in`."""
    return RawSQL(ROWS[connections[using].vendor], [json.dumps(list(keys))])  # noqa: S611 - the keys are a parameter
