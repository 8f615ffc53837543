{{ scoped('int_fresh_articles', 'article_id') }}
with

figures as (
    select * from {{ made('int_operation_figures') }}
    where not is_echo
),

excluded as (
    select
        figure_id,
        article_id,
        char_start
    from {{ ref('int_figures') }}
    where
        scope = 'operation' and is_excluded and {{ in_scope('int_fresh_articles', 'article_id') }}
),

settings as (
    select * from {{ ref('int_setting_groups') }}
),

verdicts as (
    select * from {{ ref('same_operation') }}
    where verdict = 'different'
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
                {{ same('figures.operation_key', 'settings.operation_key') }} desc,
                {{ regions_nest('figures.region_id', 'settings.region_id') }} desc,
                (
                    {{ same('figures.period_start', 'settings.period_start') }}
                    and {{ same('figures.period_end', 'settings.period_end') }}
                    and {{ same('figures.region_id', 'settings.region_id') }}
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
        root_figures.char_start as root_start,
        coalesce(root.group_number, own.group_number, 1) as group_number
    from figures
    inner join roots on figures.figure_id = roots.figure_id
    left join figures as root_figures on roots.root_figure_id = root_figures.figure_id
    left join chosen as root on roots.root_figure_id = root.figure_id
    left join chosen as own on figures.figure_id = own.figure_id
),

-- Where a person says that two figures of one report are of different operations, each figure goes
-- with the nearer of the two.
told_apart as (
    select
        one.article_id,
        one.group_number,
        unnest([one.root_start, other.root_start]) as root_start
    from verdicts
    inner join with_wholes as one on verdicts.figure_id_a = one.figure_id
    inner join with_wholes as other
        on
            verdicts.figure_id_b = other.figure_id
            and one.article_id = other.article_id
            and one.group_number = other.group_number
            and one.root_start <> other.root_start
),

anchor_places as (
    select distinct
        article_id,
        group_number,
        root_start
    from told_apart
),

anchors as (
    select
        article_id,
        group_number,
        root_start,
        dense_rank() over (partition by article_id, group_number order by root_start)
            as anchor_number
    from anchor_places
),

nearest_anchors as (
    select
        with_wholes.figure_id,
        arg_min(
            anchors.anchor_number,
            (abs(anchors.root_start - with_wholes.root_start), anchors.anchor_number)
        ) as anchor_number
    from with_wholes
    inner join anchors
        on
            with_wholes.article_id = anchors.article_id
            and with_wholes.group_number = anchors.group_number
    group by with_wholes.figure_id
),

parted as (
    select
        with_wholes.figure_id,
        with_wholes.article_id,
        with_wholes.char_start,
        with_wholes.group_number
        + 1000 * (coalesce(nearest_anchors.anchor_number, 1) - 1) as group_number
    from with_wholes
    left join nearest_anchors on with_wholes.figure_id = nearest_anchors.figure_id
),

-- What a person excludes goes on naming its report, so that an operation keeps its id.
excluded_places as (
    select
        excluded.figure_id,
        excluded.article_id,
        excluded.char_start,
        arg_min(
            parted.group_number,
            (abs(parted.char_start - excluded.char_start), parted.char_start, parted.figure_id)
        ) as group_number
    from excluded
    inner join parted on excluded.article_id = parted.article_id
    group by excluded.figure_id, excluded.article_id, excluded.char_start
),

as_read as (
    select * from parted
    union all
    select
        figure_id,
        article_id,
        char_start,
        group_number
    from excluded_places
),

naming as (
    select
        article_id,
        group_number,
        arg_min(figure_id, (char_start, figure_id)) as figure_id
    from as_read
    group by article_id, group_number
)

select
    parted.figure_id,
    parted.article_id,
    parted.group_number,
    'rep_' || substr(naming.figure_id, 5) as report_id
from parted
inner join naming
    on parted.article_id = naming.article_id and parted.group_number = naming.group_number
