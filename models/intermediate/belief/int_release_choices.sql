{#- Where claims disagree: the agency's own release, if its releases agree among themselves. -#}
with

claims as (
    select * from {{ ref('int_standing_claims') }}
    where is_core and is_release
),

meetings as (
    select * from {{ ref('int_group_meetings') }}
    where not do_meet
),

agreeing as (
    select claims.group_id
    from claims
    inner join meetings on claims.group_id = meetings.group_id
    group by claims.group_id
    having coalesce(max(claims.lower) <= min(claims.upper), true)
)

select
    claims.group_id,
    claims.claim_id
from claims
inner join agreeing on claims.group_id = agreeing.group_id
qualify row_number() over (
    partition by claims.group_id
    order by
        (claims.qualifier = 'exact') desc,
        claims.published_date desc nulls last,
        claims.published_at desc nulls last,
        claims.period_end desc nulls last,
        claims.claim_id asc
) = 1
