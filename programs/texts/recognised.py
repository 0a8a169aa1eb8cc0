"""What tells one row from another by its name."""

from django.db import models

from .folding import folded


class Recognised(models.Model):
    """A row whose title is compared with others' in one form, and which staff may tell apart from its like."""

    normalised_name = models.CharField(max_length=255, editable=False, default="", db_index=True)
    # The normalised name for which somebody has said that it is no other record's.
    told_apart = models.CharField(max_length=255, editable=False, default="")
    # Automatic saves alone have written it: a form that somebody has begun, and no record yet.
    is_unfinished = models.BooleanField(editable=False, default=False)

    class Meta:
        abstract = True

    @classmethod
    def normalised(cls, title):
        """The form in which titles are compared, kept in `normalised_name`."""
        return folded(title)

    @classmethod
    def identity(cls, attribute, value):
        """The form in which two values of an attribute that identifies a record mean the same one."""
        return folded(value) if attribute == "title" else value

    @classmethod
    def kept_as(cls, attribute, value):
        """The column in which what identifies a record is looked for, and how `value` looks in it."""
        return ("normalised_name", cls.normalised(value)) if attribute == "title" else (attribute, value)
