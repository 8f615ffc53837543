{#-
    Reports whose operation is worked out anew: all that hang together, now or at the last build,
    with a report that is fresh.
-#}
with recursive

accepted as (
    select * from {{ ref('int_accepted_pairs') }}
    union all
    select * from {{ before('int_accepted_pairs') }}
),

links as (
    select
        report_a as report_id,
        report_b as other_report_id
    from accepted
    union
    select
        report_b as report_id,
        report_a as other_report_id
    from accepted
),

decisions as (
    select * from {{ ref('int_changed_decisions') }}
),

first_ones as (
    select report_id from {{ ref('int_fresh_reports') }}
    union
    select reports.report_id
    from {{ ref('int_reports') }} as reports
    inner join decisions on reports.operation_id = decisions.target_id
),

touched as (
    select report_id from first_ones
    union
    select links.other_report_id as report_id
    from touched
    inner join links on touched.report_id = links.report_id
)

select
    report_id,
    'op_' || substr(report_id, 5) as own_operation_id
from touched
