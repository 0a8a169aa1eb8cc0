"""Which row each document stands for, at hand: that never changes, so it is read once and added to."""

import threading
from array import array

from ..models import SearchDocument

ALL_AFRESH = 2000  # unknown documents beyond which all are read


class Objects:
    def __init__(self):
        self.lock = threading.Lock()
        self.types, self.keys = array("L"), array("q")  # by primary key of the document; 0 for what is not known

    def forget(self):
        with self.lock:
            self.types, self.keys = array("L"), array("q")

    def of(self, content_type_id, pks):
        """The primary keys of the rows of that type for which the documents `pks` stand."""
        types, keys = self.types, self.keys
        known = len(types)
        unknown = [pk for pk in pks if pk >= known or not types[pk]]
        if unknown:
            types, keys = self._read(unknown)
        return {keys[pk] for pk in pks if pk < len(types) and types[pk] == content_type_id}

    def _read(self, unknown):
        rows = SearchDocument.objects.order_by()
        if len(unknown) <= ALL_AFRESH:
            rows = rows.filter(pk__in=unknown)
        with self.lock:
            types, keys = self.types[:], self.keys[:]
            for pk, content_type_id, key in rows.values_list("pk", "content_type_id", "object_id").iterator(5000):
                if pk >= len(types):
                    missing = [0] * (pk + 1 - len(types))
                    types.extend(missing)
                    keys.extend(missing)
                types[pk], keys[pk] = content_type_id, key
            self.types, self.keys = types, keys
        return types, keys


OBJECTS = Objects()
