-- seeds/same_operation.csv cannot say that two figures are of one operation and that they are not.
with

verdicts as (
    select
        verdict,
        least(figure_id_a, figure_id_b) as figure_id_a,
        greatest(figure_id_a, figure_id_b) as figure_id_b
    from {{ ref('same_operation') }}
),

pairs as (
    select
        report_a,
        report_b,
        count(distinct verdict) as verdict_count
    from {{ ref('int_verdicts') }}
    where is_loaded
    group by report_a, report_b
)

select
    figure_id_a,
    figure_id_b,
    'both same and different' as problem
from verdicts
group by figure_id_a, figure_id_b
having count(distinct verdict) > 1
union all
select
    figure_id_a,
    figure_id_b,
    'a figure is held against itself' as problem
from verdicts
where figure_id_a = figure_id_b
union all
select
    report_a as figure_id_a,
    report_b as figure_id_b,
    'two reports are both same and different' as problem
from pairs
where verdict_count > 1
