"""Takes the README's picture: `python tests/dashboard/screenshot.py docs/dashboard.png`.

Shows the network of the graph in ACTORGRAPH_HOME (`actorgraph demo --no-dashboard` fills it with the sample)
with one arrow chosen, so that the sentence behind it stands beside it.
"""

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SCENE = "/network?budget=30"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
GRID = 12


def main(target: Path) -> None:
    """Serve the graph, choose an arrow that somebody denies if there is one, and take the picture."""
    command = [sys.executable, "-m", "dashboard", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            sys.exit("the dashboard did not start")
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            page = browser.new_page(viewport={"width": 1440, "height": 860}, color_scheme="light")
            page.goto(found[0] + SCENE)
            settle(page)
            choose(page)
            page.screenshot(path=target)
            browser.close()
    finally:
        process.terminate()
        process.wait()


def choose(page: Page) -> None:
    """Click over the canvas until an arrow with a denial is chosen; else leave what was chosen last."""
    box = page.get_by_test_id("stEChartsChart").bounding_box()
    assert box is not None
    for y in range(int(box["y"]) + 90, int(box["y"] + box["height"]) - 40, GRID):
        for x in range(int(box["x"]) + 60, int(box["x"] + box["width"]) - 160, GRID):
            page.mouse.move(x, y)
            if (
                page.evaluate(
                    "() => document.querySelector('[data-testid=stEChartsChart] canvas')"
                    ".parentElement.style.cursor"
                )
                != "pointer"
            ):
                continue
            page.mouse.click(x, y)
            settle(page)
            if page.get_by_text(re.compile(r"^.{2,80} denies$")).count():
                page.mouse.move(5, 5)
                page.wait_for_timeout(800)
                return


def settle(page: Page) -> None:
    """Wait until the page has nothing more to do."""
    page.wait_for_timeout(300)
    page.wait_for_selector(IDLE, timeout=60_000)
    page.wait_for_timeout(700)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
