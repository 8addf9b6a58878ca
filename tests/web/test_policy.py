"""What the browser is allowed to do: nothing foreign, nothing inline, and everything it needs."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def test_the_documentation_works_under_its_policy(visit):
    anyone = visit()
    anyone.go("/docs")
    expect(anyone.page.get_by_role("heading", name="Insta Media AI")).to_be_visible()
    expect(anyone.page.get_by_text("/api/v1/approvals", exact=True).first).to_be_visible()


def test_pages_ask_nobody_else_for_anything(visit, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, now")
    meera = visit()
    asked: list[str] = []
    meera.page.on("request", lambda request: asked.append(request.url))
    meera.sign_in_as(shop)
    for path in ("/", "/chats", "/posts", "/brand", "/accounts"):
        meera.go(path)
        expect(meera.page.get_by_role("heading", level=1)).to_be_visible()
    foreign = [url for url in asked if not url.startswith((meera.url, "blob:", "data:"))]
    assert foreign == []
    assert any("/assets/" in url for url in asked)


def test_an_inline_script_does_not_run(visit):
    anyone = visit()
    anyone.go("/sign-in")
    ran = anyone.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          return window.ran === true;
        }"""
    )
    assert ran is False
    assert any("Content Security Policy" in said for said in anyone.complaints)
    anyone.complaints.clear()
