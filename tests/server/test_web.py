"""The web app's files: pages, assets kept for ever, and a policy that lets nothing foreign run."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from server import docs, headers, web

ROUTER = Path(__file__).parents[2] / "web" / "src" / "app" / "router.tsx"

PAGE = '<!doctype html><script type="module" src="/assets/app-1a2b.js"></script>'


def serving(built: Path) -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None)
    web.install(app, built)
    docs.install(app)
    app.add_middleware(headers.SafeHeaders)
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def client(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "app-1a2b.js").write_text("export const words = 'chai';\n" * 100)
    return serving(tmp_path)


@pytest.mark.parametrize("path", ["/", "/sign-in", "/chats", "/chats/4f", "/approvals/7", "/posts"])
def test_every_address_of_the_app_is_its_page(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["cache-control"] == "no-cache"


def test_nothing_foreign_or_inline_may_run(client):
    policy = client.get("/").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["img-src"] == "'self' blob: data:"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy
    assert client.get("/").headers["x-content-type-options"] == "nosniff"


def test_assets_are_kept_for_ever_and_sent_small(client):
    answer = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/assets/gone.js", "/assets/../index.html", "/nowhere"])
def test_what_is_not_there_is_not_the_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nope", "/chats/4f/more", "/nope/deeper"])
def test_a_browser_that_is_lost_gets_the_page_that_says_so(client, path):
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.text) == (404, PAGE)
    assert "content-security-policy" in answer.headers
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/docs/nope", "/assets/gone.js", "/icon.svg/nope"])
def test_what_the_server_keeps_for_itself_is_never_the_page(client, path):
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 404
    assert answer.text != PAGE


def test_only_looking_leads_to_the_page(client):
    assert client.post("/nope", headers=BROWSER).text != PAGE


def test_without_a_build_home_leads_to_the_documentation(tmp_path):
    answer = serving(tmp_path).get("/")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/docs"


def test_the_documentation_stays_where_it_is(client):
    assert "swagger-ui" in client.get("/docs").text


def test_the_server_knows_every_address_of_the_app():
    paths = re.findall(r'path: "([^"]+)"', ROUTER.read_text())
    assert {re.sub(r"\$\w+", "{id}", path) for path in paths} == set(web.PAGES)


def test_no_address_of_the_app_begins_like_one_of_the_server():
    firsts = [path.lstrip("/") for path in web.PAGES]
    assert [f for f in firsts if f.startswith(tuple(web.KEPT))] == []
