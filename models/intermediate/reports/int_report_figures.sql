{{ scoped('int_fresh_articles', 'article_id') }}
with

figures as (
    select * from {{ ref('int_operation_figures') }}
    where not is_echo and {{ in_scope('int_fresh_articles', 'article_id') }}
),

settings as (
    select * from {{ ref('int_setting_groups') }}
),

split_articles as (
    select distinct article_id
    from settings
    where is_split
),

-- In an article of several operations a figure goes with its own setting, else with the nearest
-- that names the same operation or place. Court steps, histories and parts never split.
choices as (
    select
        figures.figure_id,
        figures.article_id,
        settings.group_number,
        row_number() over (
            partition by figures.figure_id
            order by
                (figures.operation_key is not distinct from settings.operation_key) desc,
                {{ regions_nest('figures.region_id', 'settings.region_id') }} desc,
                (
                    figures.period_start is not distinct from settings.period_start
                    and figures.period_end is not distinct from settings.period_end
                    and figures.region_id is not distinct from settings.region_id
                ) desc,
                abs(figures.char_start - settings.setting_start) asc,
                settings.setting_number asc
        ) as best_first
    from figures
    inner join split_articles on figures.article_id = split_articles.article_id
    inner join settings on figures.article_id = settings.article_id
),

chosen as (
    select
        figure_id,
        article_id,
        group_number
    from choices
    where best_first = 1
),

-- A part goes with its whole; parts of parts with the whole of the whole.
parts as (
    select
        figure_id,
        case when is_part then whole_figure_id end as whole_figure_id
    from figures
),

roots as (
    select
        parts.figure_id,
        coalesce(wholes.whole_figure_id, parts.whole_figure_id, parts.figure_id) as root_figure_id
    from parts
    left join parts as wholes on parts.whole_figure_id = wholes.figure_id
),

with_wholes as (
    select
        figures.figure_id,
        figures.article_id,
        figures.char_start,
        coalesce(root.group_number, own.group_number, 1) as group_number
    from figures
    inner join roots on figures.figure_id = roots.figure_id
    left join chosen as root on roots.root_figure_id = root.figure_id
    left join chosen as own on figures.figure_id = own.figure_id
)

select
    figure_id,
    article_id,
    group_number,
    'rep_' || substr(
        first_value(figure_id) over (
            partition by article_id, group_number order by char_start, figure_id
        ), 5
    ) as report_id
from with_wholes
