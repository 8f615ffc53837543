{#-
    A pot is what reports tell of together: an operation, a campaign at one date, a closed
    window. Here are those that are worked out in this build.
-#}
with

report_figures as (
    select * from {{ ref('int_report_figures') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
),

touched as (
    select * from {{ ref('int_touched_pots') }}
),

totals as (
    select * from {{ ref('int_total_pots') }}
    where pot_id is not null
)

select
    report_figures.figure_id,
    'operation' as pot_kind,
    members.operation_id as pot_id,
    report_figures.report_id as unit_id,
    null::varchar as echoed_category_id
from members
inner join touched on members.operation_id = touched.pot_id and touched.pot_kind = 'operation'
inner join report_figures on members.report_id = report_figures.report_id
union all
select
    totals.figure_id,
    totals.pot_kind,
    totals.pot_id,
    null as unit_id,
    totals.echoed_category_id
from totals
inner join touched on totals.pot_id = touched.pot_id and totals.pot_kind = touched.pot_kind
