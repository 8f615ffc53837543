-- Traced: every fact leads to figures, and each figure to the characters that say it. A text never
-- changes, so only the figures of readings that came since the last build are looked at.
select
    figures.figure_id,
    figures.figure_text,
    substr(
        articles.text, figures.char_start + 1, figures.char_end - figures.char_start
    ) as text_at_span
from {{ tested('fct_figures') }} as figures
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
where
    {{ in_scope('int_changed_articles', 'figures.article_id') }}
    and (
        figures.figure_text <> substr(
            articles.text, figures.char_start + 1, figures.char_end - figures.char_start
        )
        or figures.char_start < figures.sentence_start
    )
