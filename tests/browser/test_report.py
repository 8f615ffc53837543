"""The report in a real browser: on a screen, a phone and paper, by keyboard, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from ingest.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

# The contrast of every text with what is behind it, as WCAG 2 defines it; the worst first.
CONTRASTS = """
() => {
    const parse = (c) => c.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const colour = parse(getComputedStyle(e).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        if (!text || !element.checkVisibility() || element.closest('.skip')) continue;
        const style = getComputedStyle(element);
        const ink = light(parse(element.closest('svg') ? style.fill : style.color));
        const ground = light(behind(element));
        const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        found.push([Math.round(ratio * 100) / 100, text.slice(0, 40)]);
    }
    return found.sort((a, b) => a[0] - b[0]);
}
"""


@pytest.fixture(scope="module")
def report(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("report") / "report.html"
    assert run(["report", "--database", str(sample_warehouse), "--output", str(output)]) == 0
    return output


def opened(browser: Browser, report: Path, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(report.as_uri())
    return page


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = opened(browser, report, 1280, 900)
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser, report: Path) -> Iterator[Page]:
    page = opened(browser, report, 390, 844)
    yield page
    page.close()


def ask(database: Path, query: str) -> Any:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(query).fetchall()[0][0]


def test_opens_without_asking_for_anything(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri(), wait_until="networkidle")
    assert asked == [report.as_uri()]
    assert said == []
    page.close()


def test_numbers_on_the_page_are_those_of_sql(page: Page, sample_warehouse: Path) -> None:
    for measure, query in (
        ("arrested", "select sum(arrested_count) from arrests"),
        ("rescued", "select sum(rescued_count) from rescues"),
        (
            "groups_dismantled",
            "select sum(outcome_count) from outcomes where measure_id = 'groups_dismantled'",
        ),
    ):
        shown = page.locator(f"[data-sum={measure}]").inner_text()
        assert shown == f"{ask(sample_warehouse, query):,}"


def test_a_number_leads_to_its_sentences_at_one_click(page: Page, sample_warehouse: Path) -> None:
    fact = ask(sample_warehouse, "select arrest_id from arrests where has_conflict")
    page.locator(f".operations a[href='#{fact}']").click()
    section = page.locator(f"section#{fact}")
    page.wait_for_timeout(1500)  # it scrolls there
    box = section.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    assert section.locator("mark").all_inner_texts() == ["96", "88"]
    assert "255, 248" in section.evaluate("e => getComputedStyle(e).backgroundColor")


def test_keyboard_reaches_the_numbers(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the numbers"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    focused = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
    assert any("summary" in element for element in focused)
    assert any('href="#arr_' in element for element in focused)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("width", [1280, 390])
def test_text_stands_out_from_its_ground(browser: Browser, report: Path, width: int) -> None:
    page = opened(browser, report, width, 900)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 300
    assert contrasts[0][0] >= 4.5, contrasts[:5]
    page.close()


def test_phone_needs_no_sideways_scrolling(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.locator(".chart .narrow svg").first.is_visible()
    assert not phone.locator(".chart .wide svg").first.is_visible()
    small = phone.evaluate(
        "[...document.querySelectorAll('.narrow text')].map((e) => "
        "parseFloat(getComputedStyle(e).fontSize) * "
        "e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(small) >= 10


def test_on_paper_everything_is_there(page: Page, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert page.locator(".chart .wide svg").first.is_visible()
    paper = page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type/Page/") >= 3
