"""What both databases must know of an index: its table, its key, and which columns hold what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """`columns` maps the names that conditions use to database columns, the one with the longest text last.

    `apart` are columns that are asked only by name, such as pinyin, which must not be met by words.
    """

    table: str
    key: str
    columns: dict
    apart: dict

    @classmethod
    def of(cls, model, columns, apart=()):
        """`columns` and `apart` map names to fields of `model`, or name fields."""

        def in_database(names):
            fields = names if isinstance(names, dict) else dict(zip(names, names, strict=True))
            return {name: model._meta.get_field(field).column for name, field in fields.items()}

        meta = model._meta
        return cls(meta.db_table, meta.pk.column, in_database(columns), in_database(apart))

    @property
    def every_column(self):
        return self.columns | self.apart

    def asked(self, phrase):
        """The names of the columns that `phrase` is about, or None for all that do not stand apart."""
        if phrase.columns is None or set(phrase.columns) == set(self.columns):
            return None
        unknown = set(phrase.columns) - set(self.every_column)
        if unknown:
            raise ValueError(f"No such columns in the index of {self.table}: {', '.join(sorted(unknown))}")
        return phrase.columns
