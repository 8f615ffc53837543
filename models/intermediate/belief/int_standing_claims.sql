{#- Claims that vote, and which of them carry the bounds. -#}
with

claims as (
    select * from {{ ref('int_claims') }}
),

superseded as (
    select * from {{ ref('int_superseded_claims') }}
),

rounding as (
    select * from {{ ref('int_rounding_claims') }}
),

told as (
    select
        claims.*,
        superseded.claim_id is not null as is_superseded,
        rounding.claim_id is not null as is_rounding,
        not claims.is_copy
        and not claims.is_corrected
        and superseded.claim_id is null as is_standing
    from claims
    left join superseded on claims.claim_id = superseded.claim_id
    left join rounding on claims.claim_id = rounding.claim_id
),

-- A bare "dozens" counts only where nothing better is known.
with_better as (
    select
        *,
        bool_or(is_standing and qualifier <> 'vague') over (partition by group_id) as has_better,
        -- Where all that stood was withdrawn, what was withdrawn is still all that is known.
        bool_or(is_standing) over (partition by group_id) as has_standing
    from told
)

select
    claim_id,
    group_id,
    value,
    lower,
    upper,
    qualifier,
    figure_text,
    figure_count,
    article_id,
    published_date,
    published_at,
    period_start,
    period_end,
    source_group,
    agency_id,
    voice,
    is_release,
    is_copy,
    is_corrected,
    region_id,
    is_superseded,
    is_rounding,
    is_standing,
    (is_standing or not has_standing)
    and not is_rounding
    and (qualifier <> 'vague' or not has_better) as is_core
from with_better
