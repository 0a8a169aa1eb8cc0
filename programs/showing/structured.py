"""What search engines are told of a record, as JSON-LD in the page: data, which no policy for scripts stops."""

import json

_ENDS_NO_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


class StructuredData(str):
    """JSON that stands in a script element as it is: what could end the element is written as JSON escapes."""

    def __new__(cls, kind, **values):
        """`kind` is schema.org's type; empty values are left out, for what is unstated makes no claim."""
        known = {"@context": "https://schema.org", "@type": kind} | _stated(values)
        return super().__new__(cls, json.dumps(known, ensure_ascii=False).translate(_ENDS_NO_SCRIPT))

    def __html__(self):
        return self


def part(kind, **values):
    """A thing inside another one's data, or None if nothing is known of it."""
    stated = _stated(values)
    return {"@type": kind} | stated if stated else None


def _stated(values):
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
