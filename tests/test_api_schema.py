"""The description of the API: valid by the standard, true of every answer, and readable by people."""

import json

import pytest
import schemathesis
import yaml
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.api.schema import NOUNS, examples, schema

from .api_world import make_world

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES_AN_OPERATION = 15
OPERATIONS = [(path, method) for path in sorted(schema()["paths"]) for method in schema()["paths"][path]]
LISTS_ALONE = {"mentions", "search"}  # their rows are told with what they belong to


def test_there_is_a_list_and_a_detail_of_everything():
    lists = {path for path, _ in OPERATIONS if not path.endswith("}/")}
    assert lists == {f"/api/v1/{noun}/" for noun in NOUNS}
    details = {path.rpartition("{")[0] for path, _ in OPERATIONS if path.endswith("}/")}
    assert details == lists - {f"/api/v1/{noun}/" for noun in LISTS_ALONE}
    assert {method for _, method in OPERATIONS} == {"get"}


def test_every_noun_has_a_chapter_of_its_own():
    tags = {tag["name"]: tag["description"] for tag in schema()["tags"]}
    assert all(tags.get(noun) for noun in NOUNS)


def test_the_document_is_openapi_3_1():
    """Judged by schemathesis' own copy of the standard's schema."""
    document = json.loads(json.dumps(schema()))
    assert document["openapi"].startswith("3.1.")
    schemathesis.openapi.from_dict(document).validate()
    for shape in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def test_a_broken_document_would_be_noticed():
    document = json.loads(json.dumps(schema()))
    document["paths"]["/api/v1/articles/"]["get"]["responses"] = []
    with pytest.raises(Exception, match=r"not of type|is not valid"):
        schemathesis.openapi.from_dict(document).validate()


def test_everything_is_described():
    document = schema()
    assert {tag["name"] for tag in document["tags"]} == {*NOUNS}
    for path, method in OPERATIONS:
        operation = document["paths"][path][method]
        answer = operation["responses"]["200"]
        assert operation["summary"] and operation["description"] and len(operation["tags"]) == 1
        assert {"200", "304", "414", "429"} < set(operation["responses"])
        assert {"400", "404"} & set(operation["responses"])
        assert all(parameter.get("description") for parameter in operation["parameters"]), path
        assert answer["content"]["application/json"]["examples"]["示例"]["value"], path
        assert answer["headers"]["ETag"]


def test_filters_are_those_of_the_public_lists():
    from portal.search.finding.catalogue import DOCUMENTS
    from programs.companies.filters import COMPANIES
    from programs.events.filters import EVENTS
    from programs.policies.filters import POLICIES

    for noun, listing in (("companies", COMPANIES), ("policies", POLICIES), ("events", EVENTS)):
        parameters = {each["name"]: each for each in schema()["paths"][f"/api/v1/{noun}/"]["get"]["parameters"]}
        facets = {facet.name: facet for facet in listing.declaration.facets}
        assert {*facets, "q", "sort", "page_size", "after", "before"} < set(parameters)
        for name, facet in facets.items():
            allowed = parameters[name]["schema"]["items"].get("enum")
            assert allowed == (list(facet.choices.values) if facet.choices else None)
    assert parameters["sort"]["schema"]["enum"][0] == EVENTS.declaration.sorts[0].name
    searched = {each["name"] for each in schema()["paths"]["/api/v1/search/"]["get"]["parameters"]}
    facets = {facet.name for facet in DOCUMENTS.declaration.facets}
    assert searched == {*facets, "q", "sort", "page", "page_size", "If-None-Match"}


def test_examples_are_true_of_the_description():
    document = json.loads(json.dumps(schema()))
    for path, method in OPERATIONS:
        operation = document["paths"][path][method]
        shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**shape, "components": document["components"]})
        assert not list(validator.iter_errors(examples()[operation["operationId"]])), path


# --- The addresses --------------------


@pytest.mark.django_db
def test_json_and_yaml_say_the_same(client):
    as_json, as_yaml = client.get("/api/v1/schema/"), client.get("/api/v1/schema/?format=yaml")
    assert (as_json["Content-Type"], as_yaml["Content-Type"]) == ("application/json", "application/yaml")
    assert json.loads(as_json.content) == yaml.safe_load(as_yaml.content) == json.loads(json.dumps(schema()))
    assert client.get("/api/v1/schema/", headers={"Accept": "application/yaml"}).content == as_yaml.content
    assert "文章" in as_json.content.decode()


def test_the_page_says_all_and_asks_nobody_else(client, home):
    text = client.get("/api/v1/docs/").content.decode()
    for path, method in OPERATIONS:
        assert f"GET {path}" in text
        assert f'id="{schema()["paths"][path][method]["operationId"]}"' in text
    assert "cdn" not in text and "swagger" not in text.lower()
    assert "<style" not in text and "style=" not in text and "<script>" not in text


@pytest.mark.parametrize("query", ["for=nothing&a=1", "for=", "for=../..", "for=policies&q=" + "x" * 3000])
def test_the_page_makes_no_address_of_what_is_no_list(client, home, query):
    text = client.get(f"/api/v1/docs/?{query}").content.decode()
    assert "程序从这里取" not in text and "noindex" not in text


def test_what_a_list_asks_is_printed_and_not_run(client, home):
    text = client.get('/api/v1/docs/?for=policies&q="><script>alert(1)</script>').content.decode()
    assert "程序从这里取" in text and "<script>alert" not in text


# --- Fuzzed --------------------


@pytest.fixture
def kept_connection():
    """A request ends by closing its connection, and the test's transaction with it: not here, as in Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[path for path, _ in OPERATIONS])
def test_any_question_is_answered_as_described(news_index, path, method):
    """Questions made up from the description, good and bad ones, against the application itself."""
    world = make_world(news_index)
    api = schemathesis.openapi.from_dict(json.loads(json.dumps(schema())))
    api.app = WSGIHandler()

    noun = path.split("/")[3]
    row = getattr(world, {"companies": "company", "policies": "policy"}.get(noun, noun.removesuffix("s")), None)
    key = {"slug": row.slug} if "{slug}" in path else {"id": row.pk} if "{id}" in path else {}
    response = (
        api[path][method.upper()]
        .Case(path_parameters=key, query={"q": "示例"} if noun == "search" else None)
        .call_and_validate(checks=CHECKS, base_url="http://testserver", headers={"Accept-Encoding": "identity"})
    )
    assert response.status_code == 200

    @settings(
        max_examples=EXAMPLES_AN_OPERATION,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path][method.upper()].as_strategy())
    def ask(case):
        headers = {"Accept-Encoding": "identity"}  # the test's WSGI client unpacks nothing
        case.call_and_validate(checks=CHECKS, base_url="http://testserver", headers=headers)

    ask()
