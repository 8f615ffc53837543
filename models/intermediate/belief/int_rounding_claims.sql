{#-
    Claims that only round another: a plain number beside a bound of the same stated number, or
    a number ending in two or more zeros within whose half unit a closer one lies.
-#}
with

claims as (
    select
        *,
        {{ half_unit('value') }} as half_unit
    from {{ ref('int_claims') }}
    where not is_copy and not is_corrected and qualifier <> 'vague'
),

standing as (
    select claims.*
    from claims
    anti join {{ ref('int_superseded_claims') }} as superseded
        on claims.claim_id = superseded.claim_id
)

select distinct
    plain.claim_id,
    plain.group_id
from standing as plain
inner join standing as closer
    on
        plain.group_id = closer.group_id
        and plain.claim_id <> closer.claim_id
        and not {{ intervals_meet('plain.lower', 'plain.upper', 'closer.lower', 'closer.upper') }}
where
    plain.qualifier = 'exact'
    and (
        (plain.value = closer.value and closer.qualifier <> 'exact')
        or (
            plain.half_unit is not null
            and plain.half_unit > coalesce({{ half_unit('closer.value') }}, 0)
            and closer.value between plain.value - plain.half_unit
            and plain.value + plain.half_unit
        )
    )
