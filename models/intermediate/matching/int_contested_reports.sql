{#-
    Reports of components in which members may exclude each other, told by the sums of each
    component: its members are never held against each other pair by pair, since a component can
    be any size before it is cut.
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
    union
    select components.component_id
    from verdicts
    inner join components on verdicts.report_a = components.report_id
),

contested as (
    select members.*
    from members
    inner join suspect on members.component_id = suspect.component_id
),

-- Where names and numbers have joined two reports against what they say of place or time, one of
-- them is mistaken, or tells a later step: what it says of these keeps it from no others.
mistaken as (
    select
        unnest([a.report_id, b.report_id]) as report_id,
        {{ regions_nest('a.region_id', 'b.region_id') }} is false as is_place_doubted,
        {{ intervals_meet('a.hull_start', 'a.hull_end', 'b.hull_start', 'b.hull_end') }} is false
            as is_time_doubted
    from {{ ref('int_accepted_pairs') }} as pairs
    inner join contested as a on pairs.report_a = a.report_id
    inner join contested as b on pairs.report_b = b.report_id
),

doubted as (
    select
        report_id,
        bool_or(is_place_doubted) as is_place_doubted,
        bool_or(is_time_doubted) as is_time_doubted
    from mistaken
    group by report_id
)

select
    contested.component_id,
    contested.report_id,
    contested.article_id,
    contested.operation_key,
    contested.region_id,
    contested.hull_start,
    contested.hull_end,
    coalesce(doubted.is_place_doubted, false) as is_place_doubted,
    coalesce(doubted.is_time_doubted, false) as is_time_doubted
from contested
left join doubted on contested.report_id = doubted.report_id
