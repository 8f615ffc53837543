"""How Superset is served: on this machine only, by one process with threads."""

from __future__ import annotations

import os
from typing import Any

PORT = int(os.environ.get("CASECOUNT_BI_PORT", "8088"))

bind = f"127.0.0.1:{PORT}"
workers = 1
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 3
loglevel = "warning"
wsgi_app = "superset.app:create_app()"


def post_worker_init(_: Any) -> None:
    """Tell that the dashboards can be opened."""
    print(f"Open http://127.0.0.1:{PORT}/superset/dashboard/overview/ (Ctrl-C ends it)", flush=True)
