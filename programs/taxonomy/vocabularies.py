"""A district's words from a file: loaded once, and from then on the staff's own."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from .merging import leave_alias
from .models import VOCABULARIES

LUCHENG = Path(__file__).with_name("data") / "lucheng.json"


@transaction.atomic
def load_vocabularies(file=LUCHENG, *, add=False):
    """Fill the vocabularies that have no term yet from the JSON `file`; with `add`, complete the others as well.
    A term that is there under that name or as an alias is left as staff made it. Returns how many are new.

    Raises ValidationError, naming the term, when the file is wrong; nothing is loaded then.
    """
    data = json.loads(Path(file).read_text())
    return sum(
        _load(model, data.get(model._meta.model_name, []))
        for model in VOCABULARIES
        if add or not model.objects.exists()
    )


def _load(model, rows):
    count = 0
    for row in rows:
        values = dict(row)
        aliases, parent = values.pop("aliases", []), values.pop("parent", None)
        if model.objects.named(values["name"]) is not None:
            continue
        if parent is not None:
            values["parent"] = model.objects.named(parent)
            if values["parent"] is None:
                raise ValidationError(f"“{values['name']}”的上级“{parent}”不在词表里，也没有写在它前面。")
        term = model(**values)
        try:
            term.full_clean()
        except ValidationError as error:
            raise ValidationError(f"“{term}”：{'；'.join(error.messages)}") from error
        term.save()
        for name in aliases:
            leave_alias(term, name)
        count += 1
    return count
