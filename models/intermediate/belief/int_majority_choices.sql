{#- Where claims disagree: the number that most of the independent voices give. -#}
with

claims as (
    select * from {{ ref('int_standing_claims') }}
    where is_standing and qualifier <> 'vague'
),

meetings as (
    select * from {{ ref('int_group_meetings') }}
    where not do_meet
),

contested as (
    select claims.*
    from claims
    inner join meetings on claims.group_id = meetings.group_id
),

-- Bounds are no candidates where someone gives a number.
stated as (
    select
        *,
        bool_or(is_core and qualifier = 'exact') over (partition by group_id) as has_number
    from contested
),

candidates as (
    select
        group_id,
        lower,
        upper,
        min(claim_id) as claim_id
    from stated
    where is_core and (qualifier = 'exact' or not has_number)
    group by group_id, lower, upper
),

votes as (
    select
        candidates.group_id,
        candidates.claim_id,
        contested.voice,
        bool_or(
            {{ intervals_meet(
                'candidates.lower', 'candidates.upper', 'contested.lower', 'contested.upper'
            ) }}
        ) as does_fit
    from candidates
    inner join contested on candidates.group_id = contested.group_id
    group by candidates.group_id, candidates.claim_id, contested.voice
),

-- A voice that fits every candidate adds nothing.
deciding as (
    select
        group_id,
        voice
    from votes
    group by group_id, voice
    having not bool_and(does_fit)
),

counted as (
    select
        votes.group_id,
        votes.claim_id,
        count(*) filter (where votes.does_fit) as vote_count,
        count(*) as voice_count
    from votes
    inner join deciding
        on votes.group_id = deciding.group_id and votes.voice = deciding.voice
    group by votes.group_id, votes.claim_id
),

winners as (
    select
        counted.group_id,
        counted.claim_id,
        row_number() over (
            partition by counted.group_id
            order by
                counted.vote_count desc,
                (claims.qualifier = 'exact') desc,
                claims.published_date desc nulls last,
                claims.published_at desc nulls last,
                counted.claim_id asc
        ) as best_first
    from counted
    inner join claims on counted.claim_id = claims.claim_id
    where counted.vote_count * 2 > counted.voice_count
)

select
    group_id,
    claim_id
from winners
where best_first = 1
