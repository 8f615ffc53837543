{{ scoped('int_fresh_articles', 'article_id') }}
with

report_figures as (
    select * from {{ made('int_report_figures') }}
),

figures as (
    select * from {{ made('int_operation_figures') }}
    where value is not null
),

-- Whoever is rescued in one report is found or identified as a victim in another.
roles as (
    select
        measure_id,
        compared_as
    from {{ ref('measure_roles') }}
),

weights as (
    select * from {{ ref('number_weights') }}
),

printed as (
    select distinct
        report_figures.report_id,
        report_figures.article_id,
        figures.measure_id,
        roles.compared_as,
        figures.category_id,
        figures.value,
        figures.lower,
        figures.upper,
        figures.is_part,
        figures.qualifier = 'exact' as is_plain
    from report_figures
    inner join figures on report_figures.figure_id = figures.figure_id
    inner join roles on figures.measure_id = roles.measure_id
)

select
    printed.*,
    printed.value % 10 = 0 as is_round,
    coalesce(weights.weight, 0) as weight
from printed
left join weights
    on
        printed.value >= weights.least
        and (weights.greatest is null or printed.value <= weights.greatest)
        and (printed.value % 10 = 0) = weights.is_round
