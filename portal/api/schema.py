"""The API's description for programs: OpenAPI 3.1, made from the views and serialisers themselves."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from .errors import SENTENCES

EXAMPLES = Path(__file__).with_name("examples.json")
MEASURES = {"articles": "篇", "policies": "项", "companies": "家", "events": "项", "pictures": "张", "mentions": "处"}
NOUNS = {
    "articles": "文章",
    "sections": "栏目",
    "policies": "政策",
    "companies": "企业",
    "events": "活动",
    "pictures": "图片",
    "mentions": "提及",
    "search": "搜索结果",
}
ERROR = {
    "type": "object",
    "required": ["detail"],
    "properties": {"detail": {"type": "string", "description": "一句中文，说明哪里不对。"}},
}
ETAG = {
    "description": "内容的指纹；下次用 If-None-Match 带上，没有变化时只回 304。",
    "schema": {"type": "string"},
}
RETRY_AFTER = {"description": "多少秒之后再试。", "schema": {"type": "integer"}}
KEYS = {"id": "编号，取自列表里的 id。", "slug": "网址名，取自列表里的 slug，也就是公开页面地址的最后一段。"}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "上次得到的 ETag。",
}


class PortalSchema(AutoSchema):
    """Adds what holds for every operation here: tags, filters, examples and the ways to fail."""

    def get_summary(self):
        tag = self.get_tags()[0]
        return f"列出{NOUNS[tag]}" if self.view.action == "list" else f"取一{MEASURES.get(tag, '个')}{NOUNS[tag]}"

    def get_override_parameters(self):
        if self.view.action != "list":
            return []
        return list(getattr(self.view, "filter_parameters", ()))

    def _get_examples(self, serializer, direction, media_type, status_code=None, extras=None):
        """An example is the whole answer: spectacular would wrap it in a page once more."""
        example = examples().get(self.get_operation_id())
        return {"示例": {"value": example}} if example and status_code == "200" else {}


@cache
def examples():
    """Answers as they were given for made-up rows: operation id → JSON."""
    return json.loads(EXAMPLES.read_text()) if EXAMPLES.exists() else {}


def only_the_api(endpoints):
    """Leave out what is no part of the contract, such as the API's own root and Wagtail's views."""
    parts = tuple(f"{settings.API_PREFIX}{noun}/" for noun in NOUNS)
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(parts)]


def finish(result, generator, request, public):
    """Say once how each operation may fail, and where the site is."""
    result["servers"] = [{"url": settings.BASE_URL}]
    result["components"]["schemas"]["Error"] = ERROR
    result["components"]["responses"] = {
        "NotModified": {"description": "与 If-None-Match 所说的相同，没有变化。", "headers": {"ETag": ETAG}},
        "BadRequest": _refusal("参数有误。", 400),
        "NotFound": _refusal("没有这一条，或者没有公开。", 404),
        "TooLong": {"description": "网址太长，服务器还没有读就拒绝；这时的回答不是 JSON。"},
        "TooManyRequests": _refusal("请求太频繁。", 429) | {"headers": {"Retry-After": RETRY_AFTER}},
    }
    for methods in result["paths"].values():
        for operation in methods.values():
            _finish_operation(operation)
    return result


def _finish_operation(operation):
    is_list = operation["operationId"].endswith("_list")
    responses = operation["responses"]
    responses["200"]["description"] = "一页结果。" if is_list else "这一条。"
    responses["200"]["headers"] = {"ETag": ETAG}
    also = {"304": "NotModified", "414": "TooLong", "429": "TooManyRequests"} | (
        {"400": "BadRequest"} if is_list else {"404": "NotFound"}
    )
    responses |= {code: {"$ref": f"#/components/responses/{name}"} for code, name in sorted(also.items())}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["description"] = KEYS[parameter["name"]]
    operation["parameters"].append(IF_NONE_MATCH)


def _refusal(description, status):
    return {
        "description": description,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Error"},
                "examples": {"示例": {"value": {"detail": SENTENCES[status]}}},
            }
        },
    }


@cache
def schema():
    """The whole description. It changes with the program alone, so each process makes it once."""
    return SchemaGenerator().get_schema(request=None, public=True)
