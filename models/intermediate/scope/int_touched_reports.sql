{#-
    Reports whose operation is worked out anew: all that hang together, now or at the last build,
    with a report that is fresh, or of which a pair came or went.
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
    union all
    select
        report_b as report_id,
        report_a as other_report_id
    from accepted
),

decisions as (
    select * from {{ ref('int_changed_decisions') }}
),

pairs_now as (
    select * from {{ made('int_accepted_pairs') }}
),

changed_pairs as (
    (
        select * from pairs_now
        except
        select * from {{ before('int_accepted_pairs') }}
    )
    union all
    (
        select * from {{ before('int_accepted_pairs') }}
        except
        select * from pairs_now
    )
),

first_ones as (
    select report_id from {{ ref('int_fresh_reports') }}
    union
    select unnest([report_a, report_b]) as report_id
    from changed_pairs
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
