"""Fields that several registers use."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from modelcluster.fields import ParentalManyToManyField
from wagtail.signal_handlers import update_reference_index_on_save


class LastChange(models.Func):
    """By which desks order: the number of the latest revision, 0 before there is one. An index holds it, on both databases."""

    function = "COALESCE"
    template = "%(function)s(%(expressions)s, 0)"
    output_field = models.BigIntegerField()

    def __init__(self, column="latest_revision"):
        super().__init__(column)


def by_last_change(name):
    """The index of a register by its last changes, the latest first."""
    return models.Index(LastChange().desc(), models.F("id").desc(), name=name)


class ChoiceListField(models.JSONField):
    """Several of a few fixed choices, kept as a list of their values in the order of the choices."""

    def __init__(self, verbose_name=None, *, options=(), **kwargs):
        self.options = list(getattr(options, "choices", options))
        super().__init__(verbose_name, **({"default": list, "blank": True} | kwargs))

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs  # the options are a matter of forms, not of the column

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.options,
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        known = {key for key, _ in self.options}
        if not isinstance(value, list) or not set(value) <= known:
            raise ValidationError(f"“{self.verbose_name}”里有不认识的选项。")

    def labels(self, value):
        """What readers see for the stored `value`."""
        return [label for key, label in self.options if key in value]


class ReferencedManyToManyField(ParentalManyToManyField):
    """Many-to-many, seen by Wagtail's reference index, which by itself follows only foreign keys and blocks.

    So the desk says where a policy is cited before it goes, and a policy's page finds its articles without an import.
    """

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs  # the column is no other

    def extract_references(self, value):
        """Yield target model, key, model path and content path, as the reference index asks for them."""
        for target in value:
            yield self.related_model, str(target.pk), "item", str(target.pk)


@receiver(m2m_changed)
def index_references_again(sender, instance, action, reverse, **kwargs):
    """Such relations are written after their row is saved, and Wagtail looks at the row alone."""
    if not action.startswith("post_") or reverse:
        return
    fields = [field for field in instance._meta.many_to_many if isinstance(field, ReferencedManyToManyField)]
    if any(field.remote_field.through is sender for field in fields):
        update_reference_index_on_save(instance)
