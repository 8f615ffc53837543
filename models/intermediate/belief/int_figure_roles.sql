{#- The role that each figure plays in the group in which it was weighed. -#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
    where group_id is not null
),

claims as (
    select * from {{ ref('int_standing_claims') }}
),

beliefs as (
    select * from {{ ref('int_beliefs') }}
),

superseded as (
    select * from {{ ref('int_superseded_claims') }}
),

disagreeing as (
    select distinct one.claim_id
    from claims as one
    inner join beliefs on one.group_id = beliefs.group_id and beliefs.has_conflict
    inner join claims as other on one.group_id = other.group_id
    where
        one.is_core
        and other.is_core
        and not {{ intervals_meet('one.lower', 'one.upper', 'other.lower', 'other.upper') }}
)

select
    figures.figure_id,
    figures.group_id,
    figures.claim_id,
    case
        when figures.claim_id = beliefs.chosen_claim_id then 'chosen'
        when claims.is_copy then 'copy'
        when claims.is_corrected then 'corrected'
        when claims.is_superseded then 'superseded'
        when beliefs.has_conflict and disagreeing.claim_id is not null then 'conflicts'
        when claims.is_rounding then 'rounds'
        when {{ intervals_meet('claims.lower', 'claims.upper', 'beliefs.low', 'beliefs.high') }}
            then 'corroborates'
        when claims.qualifier = 'vague' then 'rounds'
        else 'conflicts'
    end as role,
    superseded.later_claim_id
from figures
inner join claims on figures.claim_id = claims.claim_id
inner join beliefs on figures.group_id = beliefs.group_id
left join superseded on figures.claim_id = superseded.claim_id
left join disagreeing on figures.claim_id = disagreeing.claim_id
