"""What the browser tests need: Superset as `make bi` starts it, and a headless Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent.parent
USER = "analyst"
PASSWORD = "a-password-for-tests"  # noqa: S105 - of a server that ends with the tests
READY_SECONDS = 900  # the first time, Superset is installed
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class NotThereError(Exception):
    """What the tests need is not there and can't be installed."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium, installed where that is possible; raises NotThereError."""
    found = subprocess.run(
        [ROOT / "scripts" / "browser.sh"], capture_output=True, text=True, check=False
    )
    if found.returncode:
        raise NotThereError(found.stderr.strip().splitlines()[-1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.split()[-1], args=FLAGS, timeout=120_000
        )
        yield browser
        browser.close()


@contextmanager
def served(database: Path, folder: Path) -> Iterator[str]:
    """Give the address of a Superset that shows `database`, with its store in `folder`.

    Raises NotThereError, with what it printed, where it does not start.
    """
    log = folder / "superset.log"
    port = _free_port()
    environment = {"CASECOUNT_BI_HOME": str(folder / "bi"), "CASECOUNT_BI_PASSWORD": PASSWORD}
    with log.open("w") as output:
        server = subprocess.Popen(
            [ROOT / "scripts" / "bi.sh", database, str(port)],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            deadline = time.monotonic() + READY_SECONDS
            while "Open http" not in log.read_text("utf-8"):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise NotThereError(
                        f"Superset did not start:\n{log.read_text('utf-8')[-4000:]}"
                    )
                time.sleep(0.5)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
