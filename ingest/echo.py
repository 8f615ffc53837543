"""Lines for the user: results on standard output, all else beside it, never a live escape."""

from __future__ import annotations

import click

from ingest.errors import visible


def say(text: str) -> None:
    """Print a line of a command's result."""
    click.echo(visible(text))


def note(text: str) -> None:
    """Print a line about how it goes, beside the result."""
    click.echo(visible(text), err=True)
