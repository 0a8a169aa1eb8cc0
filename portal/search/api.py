from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from programs.listing.api_pages import (
    MAX_PAGE_SIZE,
    PAGE_SIZE,
    PositionPagination,
    absolute,
    filter_parameters,
    page_size_of,
)
from programs.listing.parameters import QUERY_LENGTH

from .finding.catalogue import DOCUMENTS
from .finding.finder import MOST_PAGES, find
from .models import SearchDocument, Validity
from .showing import promotions, rows, text_of

PAGE = {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}
SIZE = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}


class ResultValiditySerializer(serializers.Serializer):
    """是否仍然有效；对文章、企业、页面、附件没有意义，为 null。"""

    value = serializers.ChoiceField(Validity.choices, source="validity", help_text="各类统一的代码。")
    label = serializers.CharField(source="validity_text", help_text="页面上的说法。")


class SearchResultSerializer(serializers.Serializer):
    """一条结果。"""

    type = serializers.SerializerMethodField(help_text="类型。")
    title = serializers.CharField(source="document.title")
    url = serializers.SerializerMethodField(help_text="公开页面；惠企事项在其政策的页面上。")
    snippet = serializers.SerializerMethodField(help_text="最相关的一段文字，没有标记。")
    date = serializers.SerializerMethodField(help_text="日期；没有写明的为 null。")
    section = serializers.SerializerMethodField(help_text="栏目或主题的名称；没有的为空。")
    validity = serializers.SerializerMethodField(help_text="是否仍然有效。")

    @extend_schema_field({"type": "string", "enum": SearchDocument.Kind.values})
    def get_type(self, row):
        return row.document.kind

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, row):
        return absolute(row.document.url)

    @extend_schema_field({"type": "string"})
    def get_snippet(self, row):
        return text_of(row.snippet)

    @extend_schema_field({"type": ["string", "null"], "format": "date"})
    def get_date(self, row):
        dated_at = row.document.dated_at
        return timezone.localdate(dated_at).isoformat() if dated_at else None

    @extend_schema_field({"type": "string"})
    def get_section(self, row):
        return row.places[0] if row.places else ""

    @extend_schema_field(ResultValiditySerializer(allow_null=True))
    def get_validity(self, row):
        return ResultValiditySerializer(row.document).data if row.document.validity else None


class SearchPagination(PositionPagination):
    """Pages by number: results stand by relevance, which gives no place that would stay the same."""

    def get_schema_operation_parameters(self, view):
        said = {"page": (PAGE, "第几页。"), "page_size": (SIZE, "一页多少条。")}
        return [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
            for name, (schema, description) in said.items()
        ]

    def get_paginated_response_schema(self, schema):
        found = super().get_paginated_response_schema(schema)
        found["properties"] = ENVELOPE | found["properties"]
        found["required"] = [*ENVELOPE, *found["required"]]
        return found


def _texts(description):
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _object(description, **properties):
    return {"type": "object", "description": description, "required": list(properties), "properties": properties}


TEXT, NUMBER, TRUTH, ADDRESS = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "boolean"},
    {"type": "string", "format": "uri"},
)
ENVELOPE = {
    "query": {**TEXT, "description": "理解的搜索词：去掉看不见的字符之后。"},
    "total": {**NUMBER, "description": "共有多少条。"},
    "is_exact_total": {**TRUTH, "description": "total 是否准确；false 表示大约。"},
    "steps": _texts("除了照原样找，还怎样放宽了；没有放宽为空。"),
    "correction": {
        "oneOf": [
            _object("更可能的写法。", text=TEXT, url=ADDRESS, is_applied={**TRUTH, "description": "true：照原样找不到，结果已按它来找。"}),
            {"type": "null"},
        ],
        "description": "更可能的写法；没有为 null。",
    },
    "facets": {
        "type": "array",
        "description": "可以怎样缩小范围，各有多少条。",
        "items": _object(
            "一种条件。",
            name={**TEXT, "description": "参数名。"},
            label=TEXT,
            values={
                "type": "array",
                "items": _object("一个取值。", value=TEXT, label=TEXT, count=NUMBER, is_selected=TRUTH),
            },
        ),
    },
    "promoted": {
        "type": "array",
        "description": "编辑为这个词推荐的内容，不在 results 的次序里。",
        "items": _object("一条推荐。", title=TEXT, url=ADDRESS, note=TEXT),
    },
}  # fmt: skip


class SearchAPIViewSet(viewsets.GenericViewSet):
    """搜索全部公开内容：文章、政策、惠企事项、企业、活动、页面和附件里的文字。理解、排序和筛选与网站的搜索页相同。"""

    permission_classes = [AllowAny]
    serializer_class = SearchResultSerializer
    pagination_class = SearchPagination

    @property
    def filter_parameters(self):
        asked = OpenApiParameter(
            "q", {"type": "string", "minLength": 1, "maxLength": QUERY_LENGTH}, required=True,
            description="搜索词：几个词用空格分开，引号里的字要一个不差；也可以是拼音、简称、文号或一句问话。",
        )  # fmt: skip
        return [asked, *(one for one in filter_parameters(DOCUMENTS.declaration) if one.name != "q")]

    def list(self, request):
        size = page_size_of(request)
        _require_understandable(request.query_params)
        findings = find(request.query_params, path=request.path, page_size=size)
        if findings.notices:  # a program would take all rows for those that it asked for
            raise ValidationError({"detail": findings.notices[0]})
        return Response(
            {
                **_envelope(findings),
                "next": _page_link(findings.next_url, size),
                "previous": _page_link(findings.previous_url, size),
                "results": self.get_serializer(rows(findings.results, findings), many=True).data,
            }
        )


def _require_understandable(data):
    words = " ".join(data.get("q", "").split())
    if not words:
        raise ValidationError({"q": "请填搜索词。"})
    if len(words) > QUERY_LENGTH:
        raise ValidationError({"q": f"最长{QUERY_LENGTH}个字。"})
    if data.get("sort") and data["sort"] not in {sort.name for sort in DOCUMENTS.declaration.sorts}:
        raise ValidationError({"sort": "没有这个排序。"})
    page = data.get("page", "")
    if page and not (page.isascii() and page.isdecimal() and len(page) < 9 and 1 <= int(page) <= MOST_PAGES):
        raise ValidationError({"page": f"请填 1 到 {MOST_PAGES} 之间的整数。"})


def _envelope(findings):
    correction = findings.correction
    return {
        "query": findings.query,
        "total": findings.total,
        "is_exact_total": findings.is_exact_total,
        "steps": findings.steps,
        "correction": correction
        and {"text": correction.text, "url": _anywhere(correction.url), "is_applied": correction.is_applied},
        "facets": [
            {
                "name": group.name,
                "label": group.label,
                "values": [
                    {"value": one.slug, "label": one.label, "count": one.count, "is_selected": one.is_selected}
                    for one in group.values
                ],
            }
            for group in findings.facets
        ],
        "promoted": [
            {"title": text_of(one.title), "url": _anywhere(one.url), "note": one.note}
            for one in promotions(findings.promoted, ())
        ],
    }


def _anywhere(url):
    """Promoted results may stand on another site."""
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url


def _page_link(url, size):
    own = "" if size == PAGE_SIZE else f"&page_size={size}"
    return absolute(f"{url}{own}") if url else None
