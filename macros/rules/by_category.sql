{% macro by_category(view, key, count, rows=none) -%}
with

facts as (
    select * from {{ rows or ref(view) }}
),

categories as (
    select * from {{ ref('dim_category') }}
),

-- Parts by sex or age of the whole count, not of one place or agency in it.
told as (
    select
        parts.fact_id,
        parts.category_id,
        categories.category_name,
        categories.sex,
        categories.age_group,
        parts.part_count,
        parts.part_count_low,
        parts.part_count_high
    from {{ ref('fct_parts') }} as parts
    inner join facts
        on
            parts.fact_id = facts.{{ key }}
            and parts.region_id = facts.region_id
            and parts.agency_id = facts.agency_id
            and parts.category_id <> facts.category_id
    inner join categories on parts.category_id = categories.category_id
    where categories.age_group in ('adult', 'minor') and parts.part_count is not null
),

-- Girls and boys are among the children, where these are told, too.
minors as (
    select
        fact_id,
        bool_or(category_id = 'children') as has_children,
        sum(part_count) filter (where category_id in ('girls', 'boys')) as count_told,
        sum(part_count_low) filter (where category_id in ('girls', 'boys')) as low_told,
        -- Null as soon as one of them has no upper bound.
        sum(part_count_high) filter (where category_id in ('girls', 'boys'))
        + case
            when bool_or(category_id in ('girls', 'boys') and part_count_high is null) then null
            else 0
        end as high_told
    from told
    group by fact_id
),

parts as (
    select
        told.fact_id,
        told.category_id,
        told.category_name,
        told.sex,
        told.age_group,
        case
            when told.category_id = 'children'
                then greatest(told.part_count - coalesce(minors.count_told, 0), 0)
            else told.part_count
        end as count_value,
        case
            when told.category_id = 'children' and minors.count_told is not null
                then greatest(told.part_count_low - minors.high_told, 0)
            else told.part_count_low
        end as count_low,
        case
            -- (The greatest of null and 0 would be 0.)
            when told.category_id = 'children' and told.part_count_high is not null
                then greatest(told.part_count_high - coalesce(minors.low_told, 0), 0)
            else told.part_count_high
        end as count_high
    from told
    inner join minors on told.fact_id = minors.fact_id
),

part_sums as (
    select
        fact_id,
        sum(count_value) as count_value,
        sum(coalesce(count_low, 0)) as count_low,
        case when count(*) = count(count_high) then sum(count_high) end as count_high
    from parts
    group by fact_id
),

-- Parts that are more than the whole are not split off: something about them is not understood.
split as (
    select part_sums.*
    from part_sums
    inner join facts on part_sums.fact_id = facts.{{ key }}
    where
        part_sums.count_value
        <= coalesce(
            facts.{{ count }}, facts.{{ count }}_high, part_sums.count_value
        )
),

rows_told as (
    select
        facts.{{ key }},
        parts.category_id,
        parts.category_name,
        parts.sex,
        parts.age_group,
        parts.count_value,
        parts.count_low,
        parts.count_high,
        true as is_part,
        false as is_rest
    from facts
    inner join split on facts.{{ key }} = split.fact_id
    inner join parts on facts.{{ key }} = parts.fact_id
    where parts.count_value > 0
    union all
    select
        facts.{{ key }},
        facts.category_id,
        facts.category_name,
        categories.sex,
        categories.age_group,
        facts.{{ count }} - coalesce(split.count_value, 0) as count_value,
        case
            when split.fact_id is null then facts.{{ count }}_low
            else greatest(facts.{{ count }}_low - split.count_high, 0)
        end as count_low,
        case
            when facts.{{ count }}_high is not null
                then greatest(facts.{{ count }}_high - coalesce(split.count_low, 0), 0)
        end as count_high,
        false as is_part,
        split.fact_id is not null as is_rest
    from facts
    inner join categories on facts.category_id = categories.category_id
    left join split on facts.{{ key }} = split.fact_id
    where split.fact_id is null or facts.{{ count }} is distinct from split.count_value
)

select
    facts.{{ key }},
    facts.operation_id,
    facts.operation_name,
    facts.operation_date,
    facts.subject,
    facts.agency_id,
    facts.agency_name,
    facts.region_id,
    facts.region_name,
    facts.country_id,
    facts.country_name,
    rows_told.category_id,
    rows_told.category_name,
    rows_told.sex,
    rows_told.age_group,
    rows_told.count_value::bigint as {{ count }},
    rows_told.count_low::bigint as {{ count }}_low,
    rows_told.count_high::bigint as {{ count }}_high,
    rows_told.is_part,
    rows_told.is_rest
from rows_told
inner join facts on rows_told.{{ key }} = facts.{{ key }}
{%- endmacro %}
