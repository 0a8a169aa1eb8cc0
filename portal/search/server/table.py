"""The texts of one table on the server: an alias that names one index, whose documents have no source, only tokens.

The index that stands behind the alias is made whole before it gets the name: who asks finds everything, or no index.
"""

from uuid import uuid4

from .analysis import ANALYSIS, VERSION
from .connection import PREFIX, client, send

AT_ONCE = 10_000  # hits of one answer: as many as a server gives unless it is told otherwise
SENT_AT_ONCE = 200  # documents of one request


class Table:
    def __init__(self, name, columns):
        self.name, self.columns = PREFIX + name, columns

    @property
    def body(self):
        """What a new index is made with. A stamp tells which state of its row a document is."""
        texts = {column: {"type": "text", "norms": False} for column in self.columns}
        return {
            "settings": {"analysis": ANALYSIS},
            "mappings": {
                "dynamic": False,
                "_source": {"enabled": False},
                "properties": {"pk": {"type": "long"}, "stamp": {"type": "keyword"}, **texts},
            },
        }

    # --- reading ---

    def keys(self, query):
        """The primary keys of all documents that meet `query`, in order."""
        return [hit["sort"][0] for hit in self._hits({"query": query})]

    def stamps(self):
        """The stamp of every document, by primary key."""
        hits = self._hits({"query": {"match_all": {}}, "docvalue_fields": ["stamp"]})
        return {hit["sort"][0]: hit["fields"]["stamp"][0] for hit in hits}

    def _hits(self, asked):
        body = asked | {"_source": False, "size": AT_ONCE, "sort": [{"pk": "asc"}], "track_total_hits": False}
        while True:
            hits = client().search(index=self.name, body=body)["hits"]["hits"]
            yield from hits
            if len(hits) < AT_ONCE:
                return
            body = body | {"search_after": hits[-1]["sort"]}

    # --- writing: `rows` are (key, stamp, text of each column) ---

    def exists(self):
        return bool(client().indices.exists_alias(name=self.name))

    def is_current(self):
        """Does the name stand for an index that was made by the present rules?"""
        return self.exists() and all(index.startswith(self._made_now) for index in self._behind())

    @property
    def _made_now(self):
        return f"{self.name}_v{VERSION}_"

    def _behind(self):
        return list(client().indices.get_alias(name=self.name))

    def put(self, rows):
        send(self._actions(rows), index=self.name, require_alias=True, refresh=True)

    def _actions(self, rows):
        for key, stamp, texts in rows:
            yield {"_id": str(key), "pk": key, "stamp": stamp, **dict(zip(self.columns, texts, strict=True))}

    def remove(self, keys):
        body = {"query": {"terms": {"pk": list(keys)}}}
        client().delete_by_query(index=self.name, body=body, conflicts="proceed", refresh=True)

    def make_anew(self, rows):
        """Make an index of `rows` beside the one that answers, and give it the name when it is whole."""
        indices, new = client().indices, self._made_now + uuid4().hex[:8]
        indices.create(index=new, body=self.body)
        send(self._actions(rows), index=new, chunk_size=SENT_AT_ONCE)
        indices.refresh(index=new)
        old = self._behind() if self.exists() else []
        actions = [{"remove_index": {"index": index}} for index in old]
        indices.update_aliases(body={"actions": [*actions, {"add": {"index": new, "alias": self.name}}]})
