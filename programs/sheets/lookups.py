"""What the cells of a sheet refer to, asked for once: vocabularies as a whole, records and people by what is written."""

from django.contrib.contenttypes.models import ContentType

from programs.texts.folding import folded

CHUNK = 500


def in_chunks(values):
    values = list(values)
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


class Words:
    """A vocabulary: `find` knows a word however it is written, `names` are what it may be called."""

    def __init__(self, terms):
        self.names = terms
        self._folded = {folded(name): term for name, term in terms.items()}

    def find(self, text):
        return self.names.get(text) or (self._folded.get(folded(text)) if folded(text) else None)


def on_record(model):
    """Rows of `model`; of records, those that are more than a form that somebody has begun."""
    rows = model._base_manager.all()
    return rows.filter(is_unfinished=False) if hasattr(model, "is_unfinished") else rows


class Lookups:
    def __init__(self, aliases=None):
        self._terms, self._records, self.aliases = {}, {}, aliases

    def terms(self, model):
        """The Words of a vocabulary: all names and aliases."""
        if model not in self._terms:
            terms = {term.pk: term for term in model.objects.all()}
            known = {}
            if self.aliases is not None:
                mine = self.aliases.objects.filter(content_type=ContentType.objects.get_for_model(model))
                known = {name: terms[pk] for name, pk in mine.values_list("name", "object_id") if pk in terms}
            known |= {term.name: term for term in terms.values()}
            self._terms[model] = Words(known)
        return self._terms[model]

    def prepare(self, model, field, texts):
        """Ask for all of `texts` in a few queries."""
        known = self._records.setdefault((model, field), {})
        wanted = {text for text in texts if text not in known}
        known |= {text: [] for text in wanted}
        for chunk in in_chunks(wanted):
            for record in on_record(model).filter(**{f"{field}__in": chunk}):
                known[getattr(record, field)].append(record)
        if field == "title":
            self._prepare_alike(model, [text for text in wanted if not known[text]], known)

    def _prepare_alike(self, model, texts, known):
        """The records of those titles that are written otherwise on record."""
        found = {}
        for chunk in in_chunks({model.normalised(text) for text in texts} - {""}):
            for record in on_record(model).filter(normalised_name__in=chunk):
                found.setdefault(folded(record.title), []).append(record)
        known |= {text: found.get(folded(text), []) for text in texts}

    def records(self, model, field, text):
        if text not in self._records.get((model, field), {}):
            self.prepare(model, field, [text])
        return self._records[model, field][text]
