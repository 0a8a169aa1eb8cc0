"""How the API hands out a list in pages: by position, not by number, so that the thousandth costs what the first does."""

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from .cursors import read_cursor
from .parameters import QUERY_LENGTH, WORDS_OF_A_FACET

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_PLACE_LENGTH = 300  # characters
BROKEN = "{}：无法识别，请使用返回结果里 next 或 previous 的完整地址。"


def page_size_of(request):
    text = request.query_params.get("page_size", "")
    if not text:
        return PAGE_SIZE
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= MAX_PAGE_SIZE):
        raise ValidationError({"page_size": f"请填 1 到 {MAX_PAGE_SIZE} 之间的整数。"})
    return int(text)


class PositionPagination(BasePagination):
    """What every list answers: `next`, `previous` and `results`."""

    next = previous = None

    def get_paginated_response(self, data):
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**address, "description": "后一页的地址；没有了就是 null。"},
                "previous": {**address, "description": "前一页的地址；没有就是 null。"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view):
        place = {"type": "string", "maxLength": MAX_PLACE_LENGTH}
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        return [
            _parameter("page_size", size, "一页多少条。"),
            _parameter("after", place, "从哪一条之后接着读：取自上一次返回的 next，不要自己拼写。"),
            _parameter("before", place, "读到哪一条之前：取自上一次返回的 previous，不要自己拼写。"),
        ]


def _parameter(name, schema, description):
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def absolute(path):
    """Never at the address that a Host header says."""
    return f"{settings.BASE_URL}{path}" if path else None


class SelectionPagination(PositionPagination):
    """Pages of a register's list, found by the same index as its public list. Needs `view.listing`."""

    def paginate_queryset(self, queryset, request, view=None):
        data, size = request.query_params, page_size_of(request)
        selection = view.listing.select(data, path=request.path, page_size=size)
        if not _is_answerable(selection, view.listing.declaration, data):
            return []
        rows = selection.rows
        self.next = self._link(request, selection.next_query, size)
        self.previous = self._link(request, selection.previous_query, size)
        return rows

    @staticmethod
    def _link(request, query, size):
        own = "" if size == PAGE_SIZE else f"&page_size={size}"
        return absolute(f"{request.path}?{query}{own}") if query else None


def _is_answerable(selection, declaration, data):
    """Whether anything can be found. A page for people corrects what it does not understand; a program is told, since it
    would take all rows for those that it asked for."""
    if len(" ".join(data.get("q", "").split())) > QUERY_LENGTH:
        raise ValidationError({"q": f"最长{QUERY_LENGTH}个字。"})
    if data.get("sort") and data["sort"] not in {sort.name for sort in declaration.sorts}:
        raise ValidationError({"sort": "没有这个排序。"})
    for name in ("after", "before"):
        if data.get(name) and read_cursor(data[name], selection.order.is_number) is None:
            raise ValidationError(BROKEN.format(name))
    return all(_is_known(selection, number, facet, data) for number, facet in enumerate(declaration.facets))


def _is_known(selection, number, facet, data):
    known, unknown = selection.options.chosen(number, data.getlist(facet.name)[:WORDS_OF_A_FACET])
    if unknown and (facet.vocabulary or facet.choices):
        raise ValidationError({facet.name: f"没有“{unknown[0][:50]}”这个取值。"})
    return bool(known or not unknown)  # a year in which there is nothing is no mistake


def filter_parameters(declaration):
    """The parameters of a register's list, as OpenAPI describes them: those of its public list."""
    yield OpenApiParameter("q", {"type": "string", "maxLength": QUERY_LENGTH}, description="关键词，用空格分开。")
    for facet in declaration.facets:
        values = {"type": "string"}
        said = f"{facet.label}。"
        if facet.choices:
            values["enum"] = list(facet.choices.values)
            said += "、".join(f"{value} {label}" for value, label in facet.choices.choices) + "。"
        elif facet.vocabulary:
            said += "值是词条的 slug，含其下级。" if hasattr(facet.vocabulary, "parent") else "值是词条的 slug。"
        yield OpenApiParameter(
            facet.name, {"type": "array", "items": values}, explode=True, description=f"{said}可以重复写，取其并集。"
        )
    names = [sort.name for sort in declaration.sorts]
    labels = "、".join(f"{sort.name} {sort.label}" for sort in declaration.sorts)
    sort = {"type": "string", "enum": names, "default": names[0]}
    yield OpenApiParameter("sort", sort, description=f"排序：{labels}。")
