"""What all builders share: which rows of a model the public may read now, and their documents, many at a time."""

from ..models.document import SearchDocument

Kind = SearchDocument.Kind
WEIGHTS = {
    Kind.POLICY: 30,
    Kind.COMPANY: 25,
    Kind.ITEM: 20,
    Kind.EVENT: 20,
    Kind.PAGE: 15,
    Kind.ARTICLE: 10,
    Kind.ATTACHMENT: 5,
}


class Builder:
    """Makes the documents of one model. `name` tells builders apart in progress and reports."""

    model = None
    kind = ""

    @property
    def name(self):
        return self.model._meta.label_lower

    @property
    def label(self):
        return str(self.model._meta.verbose_name)

    def public_rows(self):
        """The rows that anybody may read now: the gate, and nothing beside it."""
        return self.model._default_manager.public_now()

    def rows(self, pks):
        """Those of `pks` that are public, with all that their documents say: as many queries for many as for one."""
        raise NotImplementedError

    def built(self, row):
        """The `Built` of one of `rows`."""
        raise NotImplementedError

    def build(self, pks):
        """Map each of `pks` that is public to its `Built`."""
        made = {}
        for row in self.rows(pks):
            made[row.pk] = built = self.built(row)
            built.weight = WEIGHTS[built.kind]
        return made

    def arrivals(self, pks, now):
        """(key, moment) of those of `pks` whose time is still to come: then they are looked at again."""
        rows = self.model._default_manager.filter(pk__in=pks, go_live_at__gt=now)
        return list(rows.order_by().values_list("pk", "go_live_at"))
