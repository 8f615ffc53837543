{#- Whether the core claims of a group meet, and the group's claims in sum. -#}
with

claims as (
    select * from {{ ref('int_standing_claims') }}
)

select
    group_id,
    max(lower) filter (where is_core) as low,
    min(upper) filter (where is_core) as high,
    coalesce(
        max(lower) filter (where is_core) <= min(upper) filter (where is_core), true
    ) as do_meet,
    count(distinct voice) filter (where is_standing) as voice_count,
    bool_or(is_superseded) as has_superseded,
    bool_or(is_corrected) as has_corrected,
    bool_or(is_rounding and is_standing) as has_rounding
from claims
group by group_id
