{#- When each operation took place, from the narrowest windows of its police actions. -#}
with

gathered as (
    select * from {{ ref('int_gathered') }}
    where pot_kind = 'operation'
),

windows as (
    select
        pot_id as operation_id,
        period_start,
        period_end,
        bool_or(is_police_action) as is_action,
        bool_or(is_incident) as is_incident
    from gathered
    where
        not is_copy
        and period_start is not null
        and period_end is not null
    group by pot_id, period_start, period_end
),

kinds as (
    select
        operation_id,
        bool_or(is_action) as has_action,
        bool_or(is_incident) as has_incident
    from windows
    group by operation_id
),

-- Deaths and cases date an operation of which no police action is told; else whatever is dated.
dating as (
    select
        windows.operation_id,
        windows.period_start,
        windows.period_end
    from windows
    inner join kinds on windows.operation_id = kinds.operation_id
    where
        case
            when kinds.has_action then windows.is_action
            when kinds.has_incident then windows.is_incident
            else true
        end
),

-- Most operations are told in one window; only the others need it held against the rest.
counted as (
    select
        *,
        count(*) over (partition by operation_id) as window_count
    from dating
),

several as (
    select * from counted
    where window_count > 1
),

-- The narrowest windows hold no other.
wide as (
    select distinct
        outside.operation_id,
        outside.period_start,
        outside.period_end
    from several as outside
    inner join several as inside on outside.operation_id = inside.operation_id
    where
        outside.period_start <= inside.period_start
        and outside.period_end >= inside.period_end
        and (
            outside.period_start < inside.period_start
            or outside.period_end > inside.period_end
        )
),

narrowest as (
    select counted.*
    from counted
    anti join wide
        on
            counted.operation_id = wide.operation_id
            and counted.period_start = wide.period_start
            and counted.period_end = wide.period_end
)

select
    operation_id,
    min(period_start) as start_date,
    max(period_end) as end_date,
    case
        when max(date_diff('day', period_start, period_end)) = 0
            then case when min(period_start) = max(period_end) then 'day' else 'days' end
        when max(date_diff('day', period_start, period_end)) < 6 then 'days'
        when max(date_diff('day', period_start, period_end)) = 6 then 'week'
        when max(date_diff('day', period_start, period_end)) < 31 then 'month'
        else 'year'
    end as date_precision
from narrowest
group by operation_id
