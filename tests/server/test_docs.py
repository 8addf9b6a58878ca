"""/docs works without the internet, and the schema tells the truth."""

import re
from pathlib import Path

import pytest

from domain.form import Form, Format
from domain.platform import Platform
from server.api.v1.content import ContentBody
from tools.editing import formed

OUTSIDE = re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.I)


def test_the_page_loads_nothing_from_outside(anyone):
    page = anyone.get("/docs")
    assert page.status_code == 200
    assert not OUTSIDE.search(page.text)
    assert "http" not in page.text
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page.text)
    assert len(links) == 4
    for link in links:
        answer = anyone.get(f"/{link}")
        assert answer.status_code == 200, link
        assert answer.content
    assert "docs/openapi.json" in anyone.get("/docs/start.js").text
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy


def test_the_bundled_page_gets_a_schema_it_can_read(anyone):
    older = anyone.get("/docs/openapi.json").json()
    assert older["openapi"].startswith("3.0.")
    assert '"null"' not in anyone.get("/docs/openapi.json").text
    assert set(older["paths"]) == set(anyone.get("/openapi.json").json()["paths"])


def test_every_reference_of_the_schema_leads_somewhere(anyone):
    schema = anyone.get("/openapi.json").json()
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    used = set(re.findall(r'"\$ref":\s?"([^"]+)"', anyone.get("/openapi.json").text))
    assert used <= known


@pytest.mark.parametrize("path", ["/api/v1/profile", "/threads/{thread_id}/runs/stream"])
def test_guarded_routes_declare_how_to_sign_in_and_how_they_refuse(anyone, path):
    operations = anyone.get("/openapi.json").json()["paths"][path]
    for operation in operations.values():
        assert operation["security"] == [{"HTTPBearer": []}]
        assert "application/problem+json" in operation["responses"]["4XX"]["content"]


def test_every_composing_example_is_a_body_that_the_route_takes():
    page = (Path(__file__).parents[2] / "docs" / "composing.md").read_text()
    examples = re.findall(r"```json\n(.*?)```", page, re.S)
    bodies = [ContentBody.model_validate_json(example) for example in examples]
    assert {body.platform for body in bodies} == {platform.value for platform in Platform}
    formats = {formed(Form(), body.form or {}).format for body in bodies}
    assert formats == set(Format)
