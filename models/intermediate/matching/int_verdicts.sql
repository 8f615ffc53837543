with

verdicts as (
    select * from {{ ref('same_operation') }}
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
    where
        figure_id in (select verdicts.figure_id_a from verdicts)
        or figure_id in (select verdicts.figure_id_b from verdicts)
)

select
    {{ short_key('ver', ['verdicts.figure_id_a', 'verdicts.figure_id_b', 'verdicts.verdict']) }}
        as verdict_id,
    verdicts.figure_id_a,
    verdicts.figure_id_b,
    verdicts.verdict,
    verdicts.reason,
    verdicts.decided_by,
    verdicts.decided_on,
    least(a.report_id, b.report_id) as report_a,
    greatest(a.report_id, b.report_id) as report_b,
    a.report_id is not null and b.report_id is not null as is_loaded
from verdicts
left join report_figures as a on verdicts.figure_id_a = a.figure_id
left join report_figures as b on verdicts.figure_id_b = b.figure_id
