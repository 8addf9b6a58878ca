"""The web app in a browser, against a real server and a real sandbox with a clock of its own."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.server.conftest import PASSWORD, PROFILE, RUN_SANDBOX, Person, Process, Server

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = ROOT / "build" / "screens"
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 30_000
SERIOUS = {"serious", "critical"}

SIZES = {
    "phone": PHONE,
    "desktop": DESKTOP,
    "smallest": SMALLEST,
    "dark": PHONE,
    "dark-desktop": DESKTOP,
}
DRAWN = """() => document.fonts.status === 'loaded'
  && [...document.images].every(image => image.complete)
  // a colour on its way is not the one it ends with; what turns for ever is no way
  && document.getAnimations().every(one => one.playState !== 'running'
    || one.effect.getComputedTiming().iterations === Infinity)"""
SMALL = """() => [...document.querySelectorAll('a[href], button, select, input, textarea')]
  .map(one => one.matches('[type=checkbox], [type=radio]') ? one.closest('label') ?? one : one)
  .filter(one => getComputedStyle(one).display !== 'inline' && one.checkVisibility())
  .map(one => ({one, box: one.getBoundingClientRect()}))
  // hidden until the keyboard comes to it
  .filter(({one}) => getComputedStyle(one).clipPath === 'none')
  .filter(({box}) => box.width > 2 && (box.height < 43.5 || box.width < 43.5))
  .map(({one, box}) => `${one.textContent || one.name}: ${box.width}x${box.height}`)"""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def built() -> None:
    """The browser tests look at what `make web` built."""
    if not (ROOT / "server" / "built" / "index.html").is_file():
        pytest.skip("the web app is not built: make web")
    if not CHROMIUM:
        pytest.skip("needs Chromium: install Debian's package chromium, or name one in CHROMIUM")


@pytest.fixture(scope="session")
def sandbox(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the sandbox says of itself: its address and its sites'."""
    running = Process([*RUN_SANDBOX, str(tmp_path_factory.mktemp("sandbox"))]).start()
    yield json.loads(running.line)
    running.stop()


@pytest.fixture(scope="session")
def server(sandbox: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("data")
    running = Server(folder, sandbox["sandbox"], INSTA_CLOCK="sandbox")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def control(sandbox: dict[str, Any]) -> Iterator[httpx.Client]:
    """Steers the sandbox."""
    with httpx.Client(base_url=f"{sandbox['sandbox']}/control/", timeout=60) as client:
        yield client


@pytest.fixture(autouse=True)
def apart(control: httpx.Client) -> None:
    """The tests share the sandbox: no fault of one waits for another.

    The clock goes on, since LinkedIn refuses words that it had within ten minutes.
    """
    control.delete("faults").raise_for_status()
    control.post("clock", json={"advance_s": 660}).raise_for_status()


# of a module, not of the session: while it runs its event loop is in the way of async tests
@pytest.fixture(scope="module")
def browser(built: None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield started
        started.close()


class Visitor:
    """One person with a browser of their own; every complaint of the page is kept."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.complaints: list[str] = []
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = context.new_page()

    def _hear(self, kind: str, text: str) -> None:
        # a refusal that the page shows in words is also told on the console
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name).locator("visible=true").first

    def tab(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).locator("visible=true").first.click()

    def say(self, text: str) -> None:
        self.page.get_by_label("Write to the team").fill(text)
        self.page.get_by_label("Send").click()

    def sign_up(self) -> None:
        self.go("/sign-up")
        self.page.get_by_label("Your name").fill("Meera")
        self.page.get_by_label("Name of your business").fill("Chai Corner")
        self.page.get_by_label("E-mail").fill(f"{secrets.token_hex(6)}@example.com")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.button("Create an account").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Three steps")

    def connect(self, platform: str) -> None:
        """Through the consent page that opens beside the app."""
        with self.context.expect_page() as opened:
            self.button(re.compile(f"^Connect {platform}")).click()
        consent = opened.value
        consent.locator("button[value=allow]").click()
        expect(consent.get_by_role("heading", level=1)).to_contain_text("is connected")
        consent.close()

    def sign_in_as(self, person: Person) -> None:
        """With the pair that the server gave, as the sign-in page keeps it."""
        session = {**person.pair, "expires_at": 4_102_444_800_000}
        self.go("/icon.svg")
        self.page.evaluate(
            "session => localStorage.setItem('insta-media.session', JSON.stringify(session))",
            session,
        )

    def sideways(self, page: Page | None = None) -> int:
        """By how many pixels the page is wider than the screen."""
        wide: int = (page or self.page).evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide

    def small(self, page: Page | None = None) -> list[str]:
        """What is to be tapped and smaller than a fingertip, unless it stands within a sentence."""
        found: list[str] = (page or self.page).evaluate(SMALL)
        return found

    def axe(self, page: Page | None = None) -> list[str]:
        """What axe finds serious, as `rule: where`."""
        # injected by the debugger, since the page's policy rightly refuses a foreign script
        looked_at = page or self.page
        looked_at.evaluate(AXE.read_text())
        looked_at.wait_for_function(DRAWN)  # what came late may be fading in
        found = looked_at.evaluate("() => axe.run(document)")
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            if violation["impact"] in SERIOUS
            for node in violation["nodes"]
        ]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Opens browsers; at the end none of them may have had anything to complain about."""
    opened: list[Visitor] = []

    def run(viewport: dict[str, int] = PHONE, **more: Any) -> Visitor:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            has_touch=viewport is not DESKTOP,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(Visitor(context, server.url))
        return opened[-1]

    yield run
    for visitor in opened:
        visitor.context.close()
    assert [complaint for visitor in opened for complaint in visitor.complaints] == []


@pytest.fixture(params=[*SIZES] if os.environ.get("SCREENS") == "all" else ["smallest"])
def look(request: pytest.FixtureRequest, visit: Callable[..., Visitor]) -> Callable[..., Any]:
    """Opens a browser of one size whose `shot(name)` takes, checks and keeps a picture."""
    size = request.param

    def run() -> tuple[Visitor, Callable[..., None]]:
        dark: dict[str, Any] = {"color_scheme": "dark"} if size.startswith("dark") else {}
        visitor = visit(SIZES[size], **dark)
        folder = SCREENS / size
        folder.mkdir(parents=True, exist_ok=True)

        def shot(name: str, *, whole: bool = False, of: Page | None = None) -> None:
            page = of or visitor.page
            page.wait_for_function(DRAWN)
            page.screenshot(path=folder / f"{name}.png", full_page=whole)
            assert visitor.sideways(page) == 0, name
            assert visitor.small(page) == [], name
            assert visitor.axe(page) == [], name

        return visitor, shot

    return run


@pytest.fixture
def shop(server: Server) -> Iterator[Person]:
    """Somebody with a filled-in brand, a history and a connected page, by way of the API."""
    with httpx.Client(base_url=server.url, timeout=60) as http:
        body = {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD}
        answer = http.post("/api/v1/auth/register", json={**body, "name": "Meera"})
        assert answer.status_code == 201, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        person = Person(http, answer.json())
        person.put("/api/v1/profile", PROFILE)
        person.import_posts(platform="linkedin")
        person.connect_linkedin()
        yield person


def asked(person: Person, text: str) -> str:
    """The conversation in which the team was asked, once it waits for a decision."""
    with person.sync_chat() as chat:
        thread_id = str(chat.threads.create()["thread_id"])
        said = {"role": "user", "content": text}
        chat.runs.wait(thread_id, "insta-media", input={"messages": [said]})
    return thread_id


@pytest.fixture
def ask() -> Callable[[Person, str], str]:
    return asked
