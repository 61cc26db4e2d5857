"""The dashboard in headless Chromium: what an analyst clicks, and what may never happen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
FLAGS += ["--disable-component-update", "--disable-sync"]
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# On a page below the root Streamlit first looks for its server at that page; it finds it at the root.
PROBE = re.compile(r"/_stcore/(health|host-config)$")
HIGHLIGHT = ".stMarkdownColoredBackground"
ADDRESSES = [
    "/",
    "/network",
    "/network?statuses=actual&kinds=armed_group,state",
    "/actor",
    "/actor?actor=NRL",
    "/actor?actor=hostile",
    "/evidence?source=sudmark-guard&target=NRL",
    "/evidence?source=hostile&target=NRL",
    "/articles",
    "/articles?article=hostile",
    "/cypher",
]
ORANGE = """() => {
  const canvas = [...document.querySelectorAll('[data-testid="stEChartsChart"] canvas')].pop()
  const box = canvas.getBoundingClientRect(), wide = canvas.width, scale = box.width / wide
  const seen = canvas.getContext('2d').getImageData(0, 0, wide, canvas.height).data, found = []
  for (let i = 0; i < seen.length; i += 4)
    if (seen[i + 3] > 150 && seen[i] > 190 && seen[i + 1] > 60 && seen[i + 1] < 150 && seen[i + 2] < 90)
      found.push([box.x + (i / 4 % wide) * scale, box.y + Math.floor(i / 4 / wide) * scale])
  return found
}"""


@dataclass
class Tab:
    """A browser tab that writes down what went wrong and what was asked of others."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("request", self._asked)
        self.page.on("dialog", lambda dialog: self.troubles.append(f"dialog {dialog.message}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            self.troubles.append(message.text)

    def _asked(self, request: Request) -> None:
        ours = (self.base, self.base.replace("http", "ws", 1), "data:", f"blob:{self.base}")
        if not request.url.startswith(ours):
            self.strangers.append(request.url)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has nothing more to do."""
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector(IDLE, timeout=60_000)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; Debian's package chromium brings it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=["light", "dark"])
def tab(browser: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Tab]:
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1360, "height": 1000})
    context.set_default_timeout(60_000)
    tab = Tab(context.new_page(), served)
    tab.watch()
    yield tab
    context.close()
    assert tab.troubles == []
    assert tab.strangers == []


@pytest.fixture
def light(browser: Browser, served: str) -> Iterator[Tab]:
    context = browser.new_context(color_scheme="light", viewport={"width": 1360, "height": 1000})
    context.set_default_timeout(60_000)
    tab = Tab(context.new_page(), served)
    tab.watch()
    yield tab
    context.close()
    assert tab.troubles == []
    assert tab.strangers == []


def test_pages_open_without_error_and_run_nothing_of_their_text(tab: Tab) -> None:
    for address in ADDRESSES:
        tab.open(address)
        expect(tab.page.get_by_test_id("stMainBlockContainer")).not_to_be_empty()
        assert tab.page.get_by_test_id("stException").count() == 0
        assert tab.page.title() == "actorgraph"
        assert (
            tab.page.locator('img[src="x"], img[src*="evil"], a[href*="evil"], a[href^="javascript"]').count()
            == 0
        )


def test_hostile_words_are_read_as_they_were_written(light: Tab) -> None:
    light.open("/articles?article=hostile")
    read = light.page.locator(HIGHLIGHT).first.inner_text().replace("\u2060", "")
    assert "threatened Norland with $5 and **fire** :smile: ![x](http://evil.example/x.png)" in read
    assert "<script>document.title='owned'</script>" in read


def test_an_arrow_leads_to_the_highlighted_sentence_in_its_article(light: Tab) -> None:
    light.open("/network?types=ASSAULT")
    points = sorted(light.page.evaluate(ORANGE))
    assert points, "no arrow of conflict is drawn"
    light.page.mouse.click(*points[len(points) // 2])
    light.settle()
    sentence = light.page.locator(HIGHLIGHT, has_text="Sudmark Guard shelled the ferry")
    expect(sentence).to_be_visible()
    light.page.get_by_role("link", name="Read in its article").last.click()
    light.settle()
    assert "/articles?article=ferry" in light.page.url
    assert "claim=" in light.page.url
    expect(light.page.locator(HIGHLIGHT, has_text="Sudmark Guard shelled the ferry")).to_be_visible()


def test_a_row_of_the_overview_leads_to_both_sides(light: Tab) -> None:
    light.open("/")
    table = light.page.get_by_test_id("stDataFrame").nth(1)
    table.click(position={"x": 150, "y": 50})
    light.settle()
    assert "/evidence?event=" in light.page.url
    expect(light.page.get_by_text("Asserted", exact=True)).to_be_visible()
    expect(light.page.locator(HIGHLIGHT, has_text="Sudmark denied that its Guard")).to_be_visible()
    light.page.reload()
    light.settle()
    expect(light.page.locator(HIGHLIGHT, has_text="Sudmark denied that its Guard")).to_be_visible()


def test_filters_go_into_the_address_and_come_back_from_it(light: Tab) -> None:
    light.open("/network")
    light.page.get_by_label("Event types").click()
    light.page.get_by_role("option", name="SUPPORT").click()
    light.page.keyboard.press("Escape")
    light.page.get_by_role("button", name="Apply").click()
    light.settle()
    assert "types=SUPPORT" in light.page.url
    expect(light.page.get_by_text("1 arrow between 2 actors.")).to_be_visible()
    light.page.reload()
    light.settle()
    expect(light.page.get_by_text("1 arrow between 2 actors.")).to_be_visible()


def test_an_actor_is_searched_and_opened(light: Tab) -> None:
    light.open("/actor")
    field = light.page.get_by_placeholder("Search by name or alias")
    field.fill("quill")
    field.press("Enter")
    light.settle()
    light.page.get_by_role("link", name="Ada Quill").click()
    light.settle()
    assert "actor=ada-quill" in light.page.url
    expect(light.page.get_by_role("heading", name="Ada Quill")).to_be_visible()


def test_the_console_answers_and_refuses(light: Tab) -> None:
    light.open("/cypher")
    field = light.page.get_by_label("Cypher", exact=True)
    light.page.get_by_role("button", name="Run").click()
    light.settle()
    expect(light.page.get_by_test_id("stDataFrame")).to_be_visible()
    field.fill("MATCH (n) DETACH DELETE n")
    light.page.get_by_role("button", name="Run").click()
    light.settle()
    expect(light.page.get_by_text("DETACH is not allowed here")).to_be_visible()
    field.fill("MATCH (a:Actor {id: 'hostile'}) RETURN a.name AS `<img src=x onerror=alert(1)>`, a AS node")
    light.page.get_by_role("button", name="Run").click()
    light.settle()
    expect(light.page.get_by_text("1 row")).to_be_visible()
    assert light.page.locator('img[src="x"]').count() == 0
    with light.page.expect_download() as download:
        light.page.get_by_role("button", name="CSV", exact=True).click()
    assert "<img src=x onerror=" in Path(download.value.path()).read_text("utf-8")
