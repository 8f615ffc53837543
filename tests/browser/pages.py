"""Superset's dashboards as someone sees them: titles, numbers, tables, filters."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Error

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page, Request, Response

SLUGS = ("overview", "campaigns", "agencies-and-regions", "trust", "sentences")
SECONDS = 90_000  # milliseconds that a page may take on a busy machine
_NONE_LOADING = """
    () => {
        const charts = document.querySelectorAll('[data-test="chart-container"]');
        return charts.length > 0
            && !document.querySelector('[data-test="loading-indicator"]')
            && !document.querySelector('.dashboard-component-chart-holder .loading');
    }
"""


def _is_question(request: Request) -> bool:
    """Whether a chart or filter asks for its data."""
    return request.method == "POST" and "/api/v1/chart/data" in request.url


class Dashboards:
    """Dashboards in one page of a browser; remembers what the page asked for and was answered."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.left_machine: list[str] = []
        self.answers: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
        self._unanswered: set[Request] = set()
        page.set_default_timeout(SECONDS)
        page.on("request", self._expect_answer)
        page.on("requestfailed", self._forget_request)
        page.on("requestfinished", self._remember_request)
        page.on("response", self._remember_answer)

    def log_in(self, user: str, password: str) -> None:
        """Log in as a person does."""
        self.page.goto(f"{self.address}/login/")
        self.page.fill("input#username", user)
        self.page.fill("input#password", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/welcome/**")

    def open(self, slug: str, **filters: tuple[str, str]) -> None:
        """Open a dashboard and wait for its charts; filters are key=(column, value)."""
        self.answers.clear()
        self._unanswered.clear()
        query = ",".join(
            f"NATIVE_FILTER-{key}:(extraFormData:(filters:!((col:{column},op:IN,val:!('{value}')))),"
            f"filterState:(value:!('{value}')),id:NATIVE_FILTER-{key},ownState:())"
            for key, (column, value) in filters.items()
        )
        address = f"{self.address}/superset/dashboard/{slug}/"
        self.page.goto(f"{address}?native_filters=({quote(query)})" if query else address)
        self.wait()

    def wait(self) -> None:
        """Wait until no chart is loading any more."""
        self.page.wait_for_selector('[data-test="chart-container"]')
        quiet = 0
        while quiet < 3:  # a chart may begin to load after another has ended
            self.page.wait_for_function(_NONE_LOADING)
            self.page.wait_for_timeout(400)
            is_quiet = not self._unanswered and self.page.evaluate(_NONE_LOADING)
            quiet = quiet + 1 if is_quiet else 0

    def click(self, element: Locator) -> None:
        """Click on what makes charts ask anew, and wait for their answers."""
        self.answers.clear()
        with self.page.expect_request(_is_question):
            element.click()
        self.wait()

    def chart(self, title: str) -> Locator:
        """The chart of that title."""
        whole = re.compile(rf"^\s*{re.escape(title)}\s*$")
        name = self.page.locator('[data-test="editable-title"]', has_text=whole)
        return self.page.locator('[data-test="dashboard-component-chart-holder"]').filter(has=name)

    def title_of(self, asked: dict[str, Any]) -> str:
        """Title of the chart, or name of the filter, that asked for this."""
        form = asked["form_data"]
        if "native_filter_id" in form:
            return f"filter {form['native_filter_id'].partition('-')[2]}"
        chart = self.page.locator(f'[data-test-chart-id="{form["slice_id"]}"]').first
        return chart.get_attribute("data-test-chart-name") or "?"

    def number(self, title: str) -> str:
        """The big number of that title, as it is shown."""
        return self.chart(title).locator(".header-line").inner_text().strip()

    def rows(self, title: str) -> list[list[str]]:
        """The rows of the table of that title, as they are shown."""
        rows = self.chart(title).locator("table tbody tr")
        return [
            [cell.strip() for cell in row.locator("td").all_inner_texts()] for row in rows.all()
        ]

    def choose(self, key: str, value: str) -> None:
        """Set a filter of the bar, and apply it."""
        self.page.locator(f'[role="combobox"][aria-label="NATIVE_FILTER-{key}"]').first.click()
        self.page.keyboard.type(value)
        self.page.locator(f'.ant-select-item-option[title="{value}"]').first.click()
        self.page.keyboard.press("Escape")
        self.click(self.page.locator('[data-test="filter-bar__apply-button"]'))

    def refresh(self) -> None:
        """Ask for the dashboard's numbers anew, by its button."""
        self.click(self.page.locator('[data-test="refresh-button"]'))

    def picture(self, folder: Path, name: str) -> None:
        """Keep what the whole dashboard looks like."""
        folder.mkdir(parents=True, exist_ok=True)
        height = self.page.evaluate("document.querySelector('.grid-content').scrollHeight")
        self.page.set_viewport_size({"width": 1400, "height": int(height) + 250})
        self.page.wait_for_timeout(1500)
        self.page.screenshot(path=folder / f"{name}.png")
        self.page.set_viewport_size({"width": 1400, "height": 1000})

    def run_sql(self, sql: str) -> tuple[int, str]:
        """Run `sql` as the SQL editor does: status and text of the answer."""
        status, text = self.page.evaluate(
            """async (sql) => {
                const get = (path) => fetch(path).then((answer) => answer.json());
                const token = (await get('/api/v1/security/csrf_token/')).result;
                const database = (await get('/api/v1/database/')).result[0].id;
                const answer = await fetch('/api/v1/sqllab/execute/', {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json', 'X-CSRFToken': token},
                    body: JSON.stringify({
                        database_id: database, sql, schema: 'main', runAsync: false,
                        select_as_cta: false, expand_data: true, queryLimit: 100,
                        client_id: Math.random().toString(36).slice(2, 13),
                    }),
                });
                return [answer.status, await answer.text()];
            }""",
            sql,
        )
        return int(status), str(text)

    def _expect_answer(self, request: Request) -> None:
        if _is_question(request):
            self._unanswered.add(request)

    def _forget_request(self, request: Request) -> None:
        self._unanswered.discard(request)

    def _remember_request(self, request: Request) -> None:
        self._forget_request(request)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname != "127.0.0.1":
            self.left_machine.append(request.url)

    def _remember_answer(self, response: Response) -> None:
        if not _is_question(response.request):
            return
        try:
            answer = response.json()
        except Error:  # the page went on before the answer was read
            return
        asked = json.loads(response.request.post_data or "{}")
        self.answers.append((response.status, asked, answer))
