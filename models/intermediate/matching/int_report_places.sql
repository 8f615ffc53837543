{{ scoped('int_fresh_articles', 'article_id') }}
with

reports as (
    select * from {{ made('int_reports') }}
),

figures as (
    select * from {{ made('int_operation_figures') }}
),

report_figures as (
    select * from {{ made('int_report_figures') }}
),

mentions as (
    select * from {{ ref('int_report_mentions') }}
    where kind = 'place' and sentences_away <= 1
),

from_figures as (
    select distinct
        report_figures.report_id,
        report_figures.article_id,
        figures.region_id,
        true as is_counted
    from report_figures
    inner join figures on report_figures.figure_id = figures.figure_id
    where figures.region_id is not null
),

from_mentions as (
    select distinct
        mentions.report_id,
        mentions.article_id,
        mentions.mention_key as region_id,
        false as is_counted
    from mentions
    inner join reports on mentions.report_id = reports.report_id
    where {{ regions_nest('mentions.mention_key', 'reports.region_id') }}
)

select
    report_id,
    article_id,
    region_id,
    bool_or(is_counted) as is_counted
from (
    select * from from_figures
    union all
    select * from from_mentions
) as told
where length(region_id) > 2
group by report_id, article_id, region_id
