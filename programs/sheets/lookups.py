"""What the cells of a sheet refer to, asked for once: vocabularies as a whole, records and people by what is written."""

from django.contrib.contenttypes.models import ContentType

CHUNK = 500


def in_chunks(values):
    values = list(values)
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


class Lookups:
    def __init__(self, aliases=None):
        self._terms, self._records, self.aliases = {}, {}, aliases

    def terms(self, model):
        """{name or alias: term} of a vocabulary, without white space."""
        if model not in self._terms:
            terms = {term.pk: term for term in model.objects.all()}
            known = {}
            if self.aliases is not None:
                mine = self.aliases.objects.filter(content_type=ContentType.objects.get_for_model(model))
                known = {
                    "".join(name.split()): terms[pk]
                    for name, pk in mine.values_list("name", "object_id")
                    if pk in terms
                }
            known |= {"".join(term.name.split()): term for term in terms.values()}
            self._terms[model] = known
        return self._terms[model]

    def prepare(self, model, field, texts):
        """Ask for all of `texts` in a few queries."""
        known = self._records.setdefault((model, field), {})
        wanted = {text for text in texts if text not in known}
        known |= {text: [] for text in wanted}
        for chunk in in_chunks(wanted):
            for record in model._base_manager.filter(**{f"{field}__in": chunk}):
                known[getattr(record, field)].append(record)

    def records(self, model, field, text):
        if text not in self._records.get((model, field), {}):
            self.prepare(model, field, [text])
        return self._records[model, field][text]
