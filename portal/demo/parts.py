"""Parts of demo content as plain data, in the form in which stream fields are stored.

A `Ref` stands for a row that has its number only once it is loaded; `resolved` puts the numbers in.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import escape


@dataclass(frozen=True)
class Ref:
    """Another piece of demo content, by its key. Without a needed one the entry of the list that holds it falls out."""

    key: str
    is_needed: bool = True


@dataclass(frozen=True)
class Days:
    """A day counted from that of loading, for what is plainly fictional; `at` is the time of day, as 09:30."""

    number: int
    at: str = "00:00"

    def counted_from(self, day):
        """The beginning of the moment that is meant, in local time."""
        then = datetime.datetime.combine(day + datetime.timedelta(self.number), datetime.time.fromisoformat(self.at))
        return timezone.make_aware(then)


def moment(value):
    """What a `Days` of the present day or the text of a day and time in ISO 8601 means, in local time."""
    if isinstance(value, Days):
        return value.counted_from(timezone.localdate())
    return timezone.make_aware(datetime.datetime.fromisoformat(value))


class Gone(Exception):
    """A needed piece was deleted by an editor."""


def resolved(value, find):
    """Return `value` with each Ref replaced by `find(key)`, a primary key or None."""
    if isinstance(value, Ref):
        number = find(value.key)
        if number is None and value.is_needed:
            raise Gone(value.key)
        return number
    if isinstance(value, dict):
        return {name: resolved(part, find) for name, part in value.items()}
    if isinstance(value, list):
        kept = []
        for part in value:
            try:
                kept.append(resolved(part, find))
            except Gone:
                continue
        return kept
    return value


def heading(text, level="2"):
    return {"type": "heading", "value": {"text": text, "level": level}}


def paragraphs(*texts):
    return {"type": "paragraph", "value": "".join(f"<p>{escape(text)}</p>" for text in texts)}


def bullets(*texts):
    points = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return {"type": "paragraph", "value": f"<ul>{points}</ul>"}


def _picture(name, caption):
    return {
        "picture": Ref(f"picture:{name}", is_needed=False),
        "caption": caption,
        "photographer": "",
        "provider": "",
        "alt_text": "",
    }


def picture(name, caption):
    return {"type": "picture", "value": _picture(name, caption)}


def gallery(title, *pictures):
    """`pictures` are (name, caption) pairs."""
    return {"type": "gallery", "value": {"title": title, "pictures": [_picture(*pair) for pair in pictures]}}


def quotation(text, speaker, role, organisation):
    return {
        "type": "quotation",
        "value": {"text": text, "speaker": speaker, "role": role, "organisation": organisation},
    }


def figure(value, unit, qualifier, label, source):
    return {"value": value, "unit": unit, "qualifier": qualifier, "label": label, "source": source}


def figures(title, *rows):
    return {"type": "figures", "value": {"title": title, "figures": list(rows)}}


def table(caption, headings, *rows, note="", kind="number"):
    """The first column is text; `kind` is what the others hold."""
    columns = [{"type": kind if place else "text", "heading": text} for place, text in enumerate(headings)]
    return {
        "type": "table",
        "value": {
            "table": {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": caption},
            "note": note,
        },
    }


def attachment(name, title):
    return {"type": "attachment", "value": {"attachment": Ref(f"attachment:{name}"), "title": title}}


def embed(url, title, platform, description):
    return {"type": "embed", "value": {"url": url, "title": title, "platform": platform, "description": description}}


def sidebar(kind, title, *texts):
    return {"type": "sidebar", "value": {"kind": kind, "title": title, "body": [paragraphs(*texts)]}}


def related(*keys, title="相关链接"):
    links = [{"page": Ref(key), "url": "", "title": ""} for key in keys]
    return {"type": "related_links", "value": {"title": title, "links": links}}
