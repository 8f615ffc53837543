{#- The claim that each group's count comes from, and the rule that chose it. -#}
with

claims as (
    select * from {{ ref('int_standing_claims') }}
),

meetings as (
    select * from {{ ref('int_group_meetings') }}
),

releases as (
    select * from {{ ref('int_release_choices') }}
),

majorities as (
    select * from {{ ref('int_majority_choices') }}
),

-- The exact number in the intersection; else "about" and ranges, at least and at most, strict
-- bounds, each the latest first; never a number that the intersection excludes by more than one.
agreed as (
    select
        claims.group_id,
        claims.claim_id,
        claims.qualifier
    from claims
    inner join meetings on claims.group_id = meetings.group_id
    where claims.is_core and meetings.do_meet
    qualify row_number() over (
        partition by claims.group_id
        order by
            (claims.value is not null) desc,
            coalesce(claims.value >= meetings.low - 1, true) desc,
            coalesce(claims.value <= meetings.high + 1, true) desc,
            case
                when claims.qualifier = 'exact' then 1
                when claims.qualifier in ('about', 'range') then 2
                when claims.qualifier in ('at_least', 'at_most') then 3
                when claims.qualifier in ('more_than', 'less_than') then 4
                else 5
            end asc,
            claims.is_release desc,
            claims.published_date desc nulls last,
            claims.published_at desc nulls last,
            claims.claim_id asc
    ) = 1
)

select
    meetings.group_id,
    coalesce(agreed.claim_id, releases.claim_id, majorities.claim_id) as claim_id,
    case
        when agreed.claim_id is null and releases.claim_id is not null then 'release'
        when agreed.claim_id is null and majorities.claim_id is not null then 'majority'
        when agreed.claim_id is null then 'unresolved'
        when agreed.qualifier = 'vague' then 'vague'
        when meetings.has_superseded then 'later_state'
        when meetings.has_corrected then 'correction'
        when meetings.has_rounding then 'rounded'
        when meetings.voice_count > 1 then 'agreement'
        else 'single'
    end as resolution
from meetings
left join agreed on meetings.group_id = agreed.group_id
left join releases on meetings.group_id = releases.group_id
left join majorities on meetings.group_id = majorities.group_id
