{#- What is believed of each group. -#}
with

chosen as (
    select * from {{ ref('int_chosen_claims') }}
),

claims as (
    select * from {{ ref('int_standing_claims') }}
),

meetings as (
    select * from {{ ref('int_group_meetings') }}
),

-- The figures that disagree span what is possible; one that fits all of them adds nothing.
disagreeing as (
    select
        one.claim_id,
        one.group_id,
        any_value(one.lower) as lower,
        any_value(one.upper) as upper
    from claims as one
    inner join chosen on one.group_id = chosen.group_id and chosen.claim_id is null
    inner join claims as other on one.group_id = other.group_id
    where
        one.is_core
        and other.is_core
        and not {{ intervals_meet('one.lower', 'one.upper', 'other.lower', 'other.upper') }}
    group by one.claim_id, one.group_id
),

spans as (
    select
        group_id,
        case when count(lower) = count(*) then min(lower) end as low,
        case when count(upper) = count(*) then max(upper) end as high
    from disagreeing
    group by group_id
)

select
    chosen.group_id,
    chosen.claim_id as chosen_claim_id,
    chosen.resolution,
    claim.value as count_value,
    claim.qualifier,
    claim.figure_text,
    claim.figure_count as list_count,
    claim.region_id as chosen_region_id,
    chosen.resolution = 'unresolved' as has_conflict,
    case
        when chosen.resolution = 'unresolved' then spans.low
        when chosen.resolution in ('later_state', 'correction', 'release', 'majority')
            then claim.lower
        else meetings.low
    end as low,
    case
        when chosen.resolution = 'unresolved' then spans.high
        when chosen.resolution in ('later_state', 'correction', 'release', 'majority')
            then claim.upper
        else meetings.high
    end as high
from chosen
inner join meetings on chosen.group_id = meetings.group_id
left join claims as claim on chosen.claim_id = claim.claim_id
left join spans on chosen.group_id = spans.group_id
