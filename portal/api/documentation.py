"""Turns the OpenAPI document into what the page at /api/v1/docs/ prints."""

import json
from dataclasses import dataclass

LEVELS = 3  # how deep the fields of an answer are listed; what lies deeper is in the examples


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    description: str
    values: list


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    description: str
    depth: int


@dataclass(frozen=True)
class Operation:
    anchor: str
    summary: str
    description: str
    path: str
    parameters: list
    fields: list
    example: str
    statuses: list


PLACES = {"query": "参数", "path": "地址里", "header": "请求头"}
KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "真假",
    "object": "对象",
    "array": "列表",
    "null": "null",
}
FORMATS = {"date": "日期", "date-time": "日期时间", "uri": "网址", "decimal": "小数（写成文字）"}


def documented(schema):
    """Return title, description, server and the groups of operations, one for each tag."""
    groups = [{"name": tag["name"], "description": tag["description"], "operations": []} for tag in schema["tags"]]
    by_name = {group["name"]: group for group in groups}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            tag = operation["tags"][0]
            if tag not in by_name:  # described nowhere, and yet to be asked
                groups.append({"name": tag, "description": tag, "operations": []})
                by_name[tag] = groups[-1]
            by_name[tag]["operations"].append(_operation(schema, path, operation))
    return {
        "title": schema["info"]["title"],
        "version": schema["info"]["version"],
        "paragraphs": schema["info"]["description"].split("\n\n"),
        "server": schema["servers"][0]["url"],
        "groups": groups,
    }


def _operation(schema, path, operation):
    answer = operation["responses"]["200"]["content"]["application/json"]
    examples = [example["value"] for example in answer.get("examples", {}).values()]
    return Operation(
        anchor=operation["operationId"],
        summary=operation["summary"],
        description=operation.get("description", ""),
        path=path,
        parameters=[_parameter(each) for each in operation.get("parameters", [])],
        fields=list(_fields(schema, answer["schema"])),
        example=json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else "",
        statuses=[(code, _resolved(schema, each)["description"]) for code, each in operation["responses"].items()],
    )


def _parameter(parameter):
    schema = parameter["schema"]
    items = schema.get("items", {})
    return Parameter(
        name=parameter["name"],
        place=PLACES[parameter["in"]],
        kind=_kind(schema),
        description=parameter.get("description", ""),
        values=schema.get("enum") or items.get("enum") or [],
    )


def _resolved(schema, node):
    """The node itself, or what its `$ref` points to."""
    while "$ref" in node:
        target = schema
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        node = target
    if len(node.get("allOf", ())) == 1:
        return _resolved(schema, node["allOf"][0])
    return node


def _fields(schema, node, depth=0):
    """Yield the fields of an answer, each followed by its own."""
    node = _resolved(schema, _one(node))
    if node.get("type") == "array":
        yield from _fields(schema, node["items"], depth)
        return
    for name, field in node.get("properties", {}).items():
        inner = _resolved(schema, _one(field))
        said = [field.get("title"), field.get("description") or inner.get("description")]
        yield Field(name, _kind(inner, field), "：".join(filter(None, said)), depth)
        if depth + 1 < LEVELS:
            yield from _fields(schema, inner, depth + 1)


def _one(node):
    """What a nullable reference refers to."""
    choices = [each for each in node.get("oneOf", node.get("anyOf", ())) if each.get("type") != "null"]
    return choices[0] if len(choices) == 1 else node


def _kind(node, outer=None):
    types = node.get("type", "object")
    types = types if isinstance(types, list) else [types]
    words = [FORMATS.get(node.get("format"), KINDS[each]) if each == "string" else KINDS[each] for each in types]
    choices = (outer or {}).get("oneOf", ())
    if any(each.get("type") == "null" for each in choices) and "null" not in words:
        words.append("null")
    return " 或 ".join(words)
