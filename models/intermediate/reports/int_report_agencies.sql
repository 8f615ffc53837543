{{ scoped('int_fresh_articles', 'article_id') }}
with

report_figures as (
    select * from {{ made('int_report_figures') }}
),

figures as (
    select * from {{ made('int_operation_figures') }}
)

select
    report_figures.report_id,
    report_figures.article_id,
    figures.agency_id,
    count(*) as figure_count,
    bool_or(figures.is_police_action and not figures.is_part) as is_actor
from report_figures
inner join figures on report_figures.figure_id = figures.figure_id
where figures.agency_id <> 'unknown'
group by report_figures.report_id, report_figures.article_id, figures.agency_id
