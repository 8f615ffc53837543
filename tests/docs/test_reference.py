"""The generated pages are what today's models and queries give: none is stale."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
RENEW = "run `make reference`, and read the difference"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """Give the script that writes the pages."""
    path = ROOT / "scripts" / "reference_docs.py"
    spec: Any = importlib.util.spec_from_file_location("reference_docs", path)
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_generated_page_is_stale(reference: ModuleType, sample_warehouse: Path) -> None:
    for name, text in reference.pages(sample_warehouse).items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"{name}: {RENEW}"


@pytest.mark.parametrize("dot", sorted((DOCS / "diagrams").glob("*.dot")), ids=lambda p: p.stem)
def test_no_drawing_is_stale(dot: Path) -> None:
    """What a diagram names is drawn; fonts differ from machine to machine, words don't."""
    drawn = dot.with_suffix(".svg").read_text(encoding="utf-8")
    edges = re.findall(r"(\w+)(?::\w+:e)? -> (\w+)", dot.read_text(encoding="utf-8"))
    assert edges
    for pair in edges:
        for name in pair:
            assert f"<title>{name}" in drawn or f"&gt;{name}" in drawn, f"{name}: {RENEW}"
