{#- A claim is what one place of an article says of a group: a figure, or a list that adds up. -#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
    where group_id is not null
)

select
    claim_id,
    group_id,
    case when count(value) = count(*) then sum(value)::bigint end as value,
    case when count(lower) = count(*) then sum(lower)::bigint end as lower,
    case when count(upper) = count(*) then sum(upper)::bigint end as upper,
    case
        when count(distinct qualifier) = 1 then min(qualifier)
        when count(lower) = count(*) and count(upper) = count(*) then 'about'
        when count(lower) = count(*) then 'at_least'
        when count(upper) = count(*) then 'at_most'
        else 'vague'
    end as qualifier,
    min(figure_text) as figure_text,
    count(*) as figure_count,
    any_value(article_id) as article_id,
    any_value(published_date) as published_date,
    any_value(published_at) as published_at,
    min(period_start) as period_start,
    max(period_end) as period_end,
    any_value(source_group) as source_group,
    min(nullif(agency_id, 'unknown')) as agency_id,
    any_value(voice) as voice,
    bool_or(is_release) as is_release,
    bool_or(is_copy) as is_copy,
    bool_or(is_corrected) as is_corrected,
    case when count(distinct region_id) = 1 and count(region_id) = count(*) then min(region_id) end
        as region_id
from figures
group by claim_id, group_id
