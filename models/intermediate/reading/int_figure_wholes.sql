{{ scoped('int_changed_articles', 'article_id') }}
with

figures as (
    select * from {{ made('int_figures') }}
),

-- Two measures on one number are two figures at one place: the part belongs to its own measure's.
candidates as (
    select
        part.figure_id,
        part.article_id,
        whole.figure_id as whole_figure_id,
        part.measure_id = whole.measure_id
        and part.scope = whole.scope
        and not whole.is_excluded as is_same_kind,
        row_number() over (
            partition by part.figure_id
            order by
                (part.measure_id = whole.measure_id) desc,
                (part.scope = whole.scope) desc,
                whole.figure_id
        ) as best_first
    from figures as part
    inner join figures as whole
        on
            part.article_id = whole.article_id
            and part.part_of = whole.char_start
            and part.figure_id <> whole.figure_id
)

select
    figure_id,
    article_id,
    whole_figure_id,
    is_same_kind
from candidates
where best_first = 1
