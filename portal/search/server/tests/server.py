"""A search server for tests: it speaks HTTP with the real clients, writes down what it is asked, keeps what it is sent,
and answers the questions that the portal asks, cutting texts as the portal does. How a real one cuts them is not tested.
"""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from portal.search.text import fold, occurs


class SearchServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []  # (method, path, body)
        self.indices = {}  # documents by id, by index
        self.made_with = {}  # the body of each index
        self.aliases = {}  # index, by alias
        self.status = 0  # to answer everything with
        self.most = 10_000  # hits in one answer
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def bodies(self, ending):
        return [body for _, path, body in self.asked if path.endswith(ending)]

    def documents(self, name):
        return self.indices[self.aliases.get(name, name)]


class Refused(Exception):
    pass


class Handler(BaseHTTPRequestHandler):
    def handle_one(self):
        url, length = urlsplit(self.path), int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length).decode()
        is_lines = url.path.endswith("_bulk")
        body = [json.loads(line) for line in text.splitlines() if line] if is_lines else json.loads(text or "null")
        self.server.asked.append((self.command, url.path, body))
        self.server.authorization = self.headers.get("Authorization", "")
        try:
            if self.server.status:
                raise Refused(self.server.status)
            status, answer = 200, self.answer(url.path, body, parse_qs(url.query))
        except KeyError:
            status, answer = 404, {"error": "not found"}
        except Refused as refused:
            status, answer = refused.args[0], {"error": "refused"}
        said = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header(
            "Content-Type", self.headers.get("Accept", "application/json").replace("*/*", "application/json")
        )
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_one

    def log_message(self, *args):
        pass

    def answer(self, path, body, options):
        for pattern, act in ACTS:
            if found := re.fullmatch(pattern, f"{self.command} {path}"):
                return act(self.server, *found.groups(), body=body, options=options)
        raise AssertionError(f"The portal asked {self.command} {path}")


def create(server, index, body, options):
    assert index not in server.indices
    server.indices[index], server.made_with[index] = {}, body
    return {"acknowledged": True}


def drop(server, index, body, options):
    del server.indices[index]
    return {}


def bulk(server, index, body, options):
    if options.get("require_alias") and index not in server.aliases:
        raise KeyError(index)
    documents = server.documents(index)
    for action, document in zip(body[::2], body[1::2], strict=True):
        documents[action["index"]["_id"]] = document
    return {"errors": False, "items": [{"index": {"status": 200}} for _ in body[::2]]}


def put_document(server, index, key, body, options):
    """As a real one does, it makes the index that it has not."""
    server.indices.setdefault(server.aliases.get(index, index), {})[key] = body
    return {}


def delete_document(server, index, key, body, options):
    del server.documents(index)[key]
    return {}


def delete_by_query(server, index, body, options):
    documents = server.documents(index)
    for key in [key for key, document in documents.items() if meets(document, body["query"])]:
        del documents[key]
    return {}


def alias_of(server, name, body, options):
    return {server.aliases[name]: {"aliases": {name: {}}}}


def put_alias(server, index, name, body, options):
    server.aliases[name] = index
    return {}


def change_aliases(server, body, options):
    for action in body["actions"]:
        if "add" in action:
            server.aliases[action["add"]["alias"]] = action["add"]["index"]
        else:
            del server.indices[action["remove_index"]["index"]]
    return {}


def nothing(server, *found, body, options):
    return {}


def search(server, index, body, options):
    found = [(key, one) for key, one in server.documents(index).items() if meets(one, body["query"])]
    if "sort" in body:
        found.sort(key=lambda pair: pair[1]["pk"])
        found = [pair for pair in found if pair[1]["pk"] > body.get("search_after", [-1])[0]]
    hits = [
        {"_id": key, "sort": [one["pk"]], "fields": {"stamp": [one.get("stamp")]}}
        for key, one in found[: min(body["size"], server.most)]
    ]
    return {"hits": {"hits": hits}}


NAME = "/([^/_][^/]*)"
ACTS = [
    (f"PUT {NAME}", create),
    (f"DELETE {NAME}", drop),
    (f"(?:PUT|POST) {NAME}/_bulk", bulk),
    (f"PUT {NAME}/_doc/(.+)", put_document),
    (f"DELETE {NAME}/_doc/(.+)", delete_document),
    (f"POST {NAME}/_delete_by_query", delete_by_query),
    (f"(?:GET|HEAD) /_alias{NAME}", alias_of),
    (f"PUT {NAME}/_alias{NAME}", put_alias),
    ("POST /_aliases", change_aliases),
    (f"POST {NAME}/_refresh", nothing),
    (f"PUT {NAME}/_mapping", nothing),
    (f"POST {NAME}/_search", search),
]


def meets(document, query):
    """Does a document meet a question, as far as the portal asks any?"""
    ((kind, asked),) = query.items()
    return {
        "match_all": lambda: True,
        "bool": lambda: _bool(document, asked),
        "terms": lambda: document["pk"] in asked["pk"],
        "match_phrase": lambda: _holds(document, *next(iter(asked.items()))),
        "prefix": lambda: _holds(document, *next(iter(asked.items())), True),
        "match": lambda: _match(document, *next(iter(asked.items()))),
        "multi_match": lambda: _words(document, asked["fields"], asked["query"]),
    }[kind]()


def _bool(document, asked):
    def several(name):
        return asked[name] if isinstance(asked.get(name), list) else [asked[name]] if name in asked else []

    should = several("should")
    return (
        all(meets(document, one) for one in [*several("filter"), *several("must")])
        and (not should or any(meets(document, one) for one in should))
        and not any(meets(document, one) for one in several("must_not"))
    )


def _holds(document, field, text, is_prefix=False):
    return occurs(document[field], text, is_prefix)


def _match(document, field, asked):
    if field == "_django_content_type":
        return asked in document[field]
    return _words(document, [field], asked["query"])


def _words(document, fields, query):
    """Every word in any of the fields; `_all_text` and its like are made by the server from the others."""
    texts = [text for field in fields for text in _texts(document, field.split("^")[0])]
    is_typed = any("_edgengrams" in field for field in fields)
    return all(any(occurs(fold(text), fold(word), is_typed) for text in texts) for word in query.split())


def _texts(document, field):
    if field.startswith("_all_text"):
        names = [name for name in document if not name.startswith("_") and "_edgengrams" not in name]
    else:
        names = [field]
    values = [document.get(name) for name in names]
    lists = [value if isinstance(value, list) else [value] for value in values]
    return [one for several in lists for one in several if isinstance(one, str)]
