"""Reading a DataFrame of articles, as a notebook does."""

from __future__ import annotations

import pandas as pd
import pytest

from ingest import extract
from ingest.errors import CasecountError

TEXT = "Police in Leeds arrested 12 men on Monday.\n\nOfficers freed three women from a house."


def test_articles_in_sentences_and_figures_out() -> None:
    articles = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": [TEXT, "It rained."],
            "published": [pd.Timestamp("2014-03-04 10:00", tz="UTC"), pd.NaT],
            "source_name": ["Harbour Press", None],
            "weather": ["wet", "wetter"],
        }
    )
    sentences, figures = extract(articles)
    assert list(sentences.columns) == ["id", "sentence", "char_start", "char_end", "kind", "text"]
    assert set(sentences["id"]) == {"a"}  # nothing is counted in the other
    assert list(figures["figure_text"]) == ["12", "three"]
    assert list(figures["value"]) == [12, 3]
    assert list(figures["measure"]) == ["arrested", "rescued"]
    assert figures["value"].dtype == "Int64"
    assert str(figures["period_start"].dtype).startswith("datetime64")
    for row in figures.to_dict("records"):
        assert TEXT[row["char_start"] : row["char_end"]] == row["figure_text"]
    for row in sentences[sentences["id"] == "a"].to_dict("records"):
        assert TEXT[row["char_start"] : row["char_end"]] == row["text"]


def test_without_ids_the_index_names_the_articles() -> None:
    articles = pd.DataFrame({"text": [TEXT]}, index=["story-7"])
    assert set(extract(articles).figures["id"]) == {"story-7"}


def test_no_articles_give_empty_frames_of_the_same_form() -> None:
    full, empty = extract(pd.DataFrame({"text": [TEXT]})), extract(pd.DataFrame({"text": []}))
    assert len(empty.sentences) == len(empty.figures) == 0
    assert list(empty.figures.dtypes) == list(full.figures.dtypes)
    assert list(empty.sentences.dtypes) == list(full.sentences.dtypes)


@pytest.mark.parametrize("articles", [{"body": [TEXT]}, {"text": [None]}, {"text": [" "]}])
def test_what_is_missing_is_said_in_one_line(articles: dict[str, list[str | None]]) -> None:
    with pytest.raises(CasecountError, match="text"):
        extract(pd.DataFrame(articles))
