import base64
import binascii
import json
from datetime import datetime
from urllib.parse import urlencode

from django.core.exceptions import ValidationError as WrongValue
from django.db.models import Q
from rest_framework.exceptions import ValidationError

from programs.listing.api_pages import BROKEN, MAX_PLACE_LENGTH, PositionPagination, absolute, page_size_of


class KeysetPagination(PositionPagination):
    """Pages of a queryset. Needs `view.ordering`: names of columns that are never empty, `-` for descending, the last
    one unique."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        keys = [(name.lstrip("-"), name.startswith("-")) for name in view.ordering]
        size = page_size_of(request)
        name, text = _place_asked_for(request)
        is_backward = name == "before"
        if text:
            queryset = queryset.filter(_beyond(keys, _read_place(name, text, queryset.model, keys), is_backward))
        rows = list(queryset.order_by(*_order(keys, is_backward))[: size + 1])
        has_more, rows = len(rows) > size, rows[:size]
        if is_backward:
            rows.reverse()
        has_next, has_previous = (True, has_more) if is_backward else (has_more, bool(text))
        if rows:
            self.next = self._link("after", rows[-1], keys) if has_next else None
            self.previous = self._link("before", rows[0], keys) if has_previous else None
        return rows

    def _link(self, name, row, keys):
        asked = self.request.query_params.lists()
        query = [(key, value) for key, values in asked for value in values if key not in ("after", "before")]
        return absolute(f"{self.request.path}?{urlencode([*query, (name, _write_place(row, keys))])}")


def _place_asked_for(request):
    for name in ("after", "before"):
        if text := request.query_params.get(name, ""):
            return name, text
    return "after", ""


def _write_place(row, keys):
    values = [getattr(row, name) for name, _ in keys]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read_place(name, text, model, keys):
    try:
        if len(text) > MAX_PLACE_LENGTH:
            raise ValueError("longer than any of ours")
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            raise ValueError("not one of ours")
        return [_as_key(model, key, value) for (key, _), value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError, WrongValue) as error:
        raise ValidationError(BROKEN.format(name)) from error


def _as_key(model, name, value):
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    field = getattr(field, "target_field", field)
    value = field.to_python(value)
    field.run_validators(value)
    if value is None or "\0" in str(value) or (isinstance(value, datetime) and value.tzinfo is None):
        raise ValueError("no row has that")
    return value


def _beyond(keys, position, is_backward):
    """What stands after `position` in the order of `keys`, or before it."""
    beyond, level = Q(), Q()
    for (name, is_descending), value in zip(keys, position, strict=True):
        beyond |= level & Q(**{f"{name}__{'lt' if is_descending != is_backward else 'gt'}": value})
        level &= Q(**{name: value})
    (first, is_descending), value = keys[0], position[0]
    bound = "lte" if is_descending != is_backward else "gte"  # said once more: the index is then entered at the place
    return Q(**{f"{first}__{bound}": value}) & beyond


def _order(keys, is_backward):
    return [f"-{name}" if is_descending != is_backward else name for name, is_descending in keys]
