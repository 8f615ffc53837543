{#-
    Claims that a later state replaced: a later period, then a later publication, which
    contradicts them and comes from the same source or a better one.
-#}
with

claims as (
    select * from {{ ref('int_claims') }}
    where not is_copy and not is_corrected and qualifier <> 'vague'
),

several as (
    select group_id
    from claims
    group by group_id
    having count(*) > 1 and (min(value) < max(value) or count(distinct qualifier) > 1)
),

contested as (
    select claims.*
    from claims
    inner join several on claims.group_id = several.group_id
)

select
    earlier.claim_id,
    earlier.group_id,
    arg_max(
        later.claim_id,
        (later.period_end, later.published_date, later.published_at, later.claim_id)
    ) as later_claim_id
from contested as earlier
inner join contested as later
    on
        earlier.group_id = later.group_id
        and not {{ intervals_meet('earlier.lower', 'earlier.upper', 'later.lower', 'later.upper') }}
        and earlier.value is distinct from later.value
where
    (
        later.period_end > earlier.period_end
        or (
            {{ published_later('later', 'earlier') }}
            and coalesce(later.period_end = earlier.period_end, true)
        )
    )
    and (
        (later.is_release and not earlier.is_release)
        or (
            later.is_release = earlier.is_release
            and (
                later.source_group = earlier.source_group
                or (later.is_release and later.agency_id = earlier.agency_id)
            )
        )
    )
group by earlier.claim_id, earlier.group_id
