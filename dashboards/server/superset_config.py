"""Superset's settings, of which `make bi` tells it.

What differs from machine to machine is in the environment: CASECOUNT_DATABASE names the published
file, CASECOUNT_BI_HOME the folder of Superset's own store.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import published_file
from duckdb_engine import ConnectionWrapper
from sqlalchemy.pool import NullPool

HOME = Path(os.environ["CASECOUNT_BI_HOME"])
PUBLISHED = Path(os.environ["CASECOUNT_DATABASE"])

# Superset's own store: its accounts, charts and dashboards.
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
SECRET_KEY = (HOME / "secret_key").read_text(encoding="ascii").strip()


def DB_CONNECTION_MUTATOR(  # noqa: N802 - Superset's name for it
    uri: Any, params: dict[str, Any], *_: Any
) -> tuple[Any, dict[str, Any]]:
    """Lead every DuckDB connection to the published file, for reading alone, opened anew."""
    if uri.drivername.partition("+")[0] != "duckdb":
        return uri, params
    return uri, {
        "creator": lambda: ConnectionWrapper(published_file.connect(PUBLISHED)),
        "poolclass": NullPool,
    }


# Queries are quick, and what was published last is what people want to see.
_NO_CACHE = {"CACHE_TYPE": "NullCache"}
CACHE_CONFIG = _NO_CACHE
DATA_CACHE_CONFIG = _NO_CACHE
_KEPT_IN_STORE = {
    "CACHE_TYPE": "SupersetMetastoreCache",
    "CACHE_DEFAULT_TIMEOUT": 90 * 24 * 60 * 60,
    "REFRESH_TIMEOUT_ON_RETRIEVAL": True,
}
FILTER_STATE_CACHE_CONFIG = _KEPT_IN_STORE
EXPLORE_FORM_DATA_CACHE_CONFIG = _KEPT_IN_STORE

# No visitor without an account; sessions stay on this machine.
PUBLIC_ROLE_LIKE = None
SESSION_COOKIE_SAMESITE = "Strict"
AUTH_RATE_LIMITED = True
RATELIMIT_STORAGE_URI = "memory://"

# No page loads anything from elsewhere.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
TALISMAN_DEV_CONFIG = TALISMAN_CONFIG

FEATURE_FLAGS = {
    "DRILL_BY": True,
    "DRILL_TO_DETAIL": True,
    "ENABLE_TEMPLATE_PROCESSING": True,  # datasets that ask what is filtered
    "DASHBOARD_VIRTUALIZATION": False,  # so that printing a dashboard prints all of it
    "ESCAPE_MARKDOWN_HTML": True,
}
APP_NAME = "Casecount"
WELCOME_PAGE_LAST_TAB = "all"
DASHBOARD_AUTO_REFRESH_MODE = "force"
LOG_LEVEL = os.environ.get("CASECOUNT_BI_LOG_LEVEL", "ERROR")

# Told apart by people who see no red or green, and in grey; arrests first, rescues second.
PALETTE = ["#1d4e89", "#c8553d", "#5b8e7d", "#e3a857", "#7b6d8d", "#4ba3c3", "#8a8d91", "#a44a6a"]
EXTRA_CATEGORICAL_COLOR_SCHEMES = [
    {
        "id": "casecount",
        "label": "Casecount",
        "description": "Arrests first, in blue",
        "isDefault": True,
        "colors": PALETTE,
    },
    {
        "id": "casecount_rescued",
        "label": "Casecount, rescues",
        "description": "Rescues first, in red",
        "isDefault": False,
        "colors": [PALETTE[1], PALETTE[0], *PALETTE[2:]],
    },
]
