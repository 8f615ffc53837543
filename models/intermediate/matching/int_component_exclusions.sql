{#-
    Which members of one component exclude each other. Components that cannot hold such a pair
    are told by their sums, so that only the others are looked at pair by pair.
-#}
with

components as (
    select * from {{ ref('int_report_components') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

copies as (
    select * from {{ ref('int_copy_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'different' and is_loaded
),

members as (
    select
        components.component_id,
        reports.report_id,
        reports.article_id,
        reports.operation_key,
        -- A copy's own place and date neither object nor count.
        case when copies.report_id is null then reports.region_id end as region_id,
        case when copies.report_id is null then reports.hull_start end as hull_start,
        case when copies.report_id is null then reports.hull_end end as hull_end
    from components
    inner join reports on components.report_id = reports.report_id
    left join copies on reports.report_id = copies.report_id
),

suspect as (
    select component_id
    from members
    group by component_id
    having
        count(distinct article_id) < count(*)
        or max(hull_start) > min(hull_end)
        or count(distinct substr(region_id, 1, 2)) > 1
        or count(distinct region_id) filter (where length(region_id) > 2) > 1
),

looked_at as (
    select members.*
    from members
    inner join suspect on members.component_id = suspect.component_id
),

found as (
    select
        a.component_id,
        a.report_id as report_a,
        b.report_id as report_b
    from looked_at as a
    inner join looked_at as b
        on a.component_id = b.component_id and a.report_id < b.report_id
    where
        a.article_id = b.article_id
        or not {{ intervals_meet('a.hull_start', 'a.hull_end', 'b.hull_start', 'b.hull_end') }}
        -- Local stories of one named operation tell of their own places alone.
        or (
            not {{ regions_nest('a.region_id', 'b.region_id') }}
            and coalesce(a.operation_key <> b.operation_key, true)
        )
)

select
    component_id,
    report_a,
    report_b
from found
union
select
    components.component_id,
    verdicts.report_a,
    verdicts.report_b
from verdicts
inner join components on verdicts.report_a = components.report_id
inner join components as other
    on
        verdicts.report_b = other.report_id
        and components.component_id = other.component_id
