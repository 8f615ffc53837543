with

build as (
    select * from {{ ref('int_build_scope') }}
),

fresh as (
    select * from {{ ref('int_paired_reports') }}
),

all_keys as not materialized (
    select block_keys.*
    from {{ ref('int_block_keys') }} as block_keys
    anti join {{ ref('int_crowded_days') }} as crowded on block_keys.block_key = crowded.block_key
),

reports as (
    select * from {{ ref('int_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'same'
),

-- Only what shares a key with a fresh report is looked at any further; all, where all are fresh.
fresh_keys as (
    select distinct all_keys.block_key
    from all_keys
    inner join fresh on all_keys.report_id = fresh.report_id
    where not (select build.is_everything from build)
),

shared_keys as (
    select all_keys.*
    from all_keys
    semi join fresh_keys on all_keys.block_key = fresh_keys.block_key
    union all
    select all_keys.*
    from all_keys
    where (select build.is_everything from build)
),

keys as (
    select
        shared_keys.*,
        reports.hull_start,
        reports.hull_end,
        reports.published_date,
        fresh.report_id is not null as is_fresh
    from shared_keys
    inner join reports on shared_keys.report_id = reports.report_id
    left join fresh on shared_keys.report_id = fresh.report_id
),

-- Each pair of which one is fresh is met once.
met_by_key as (
    select
        a.report_id as report_a,
        b.report_id as report_b,
        a.is_day_key as is_of_one_day
    from keys as a
    inner join keys as b
        on
            a.block_key = b.block_key
            and a.report_id <> b.report_id
            and (a.report_id < b.report_id or not b.is_fresh)
    where
        a.is_fresh
        and a.is_wild is null
        and b.is_wild is null
        and ({{ times_allow('a', 'b') }} or (a.is_near_key and {{ times_are_near('a', 'b') }}))
    union all
    -- Wild keys meet all others, and the others do not meet one another.
    select
        a.report_id as report_a,
        b.report_id as report_b,
        false as is_of_one_day
    from keys as a
    inner join keys as b
        on
            a.block_key = b.block_key
            and a.report_id <> b.report_id
            and (a.report_id < b.report_id or not b.is_wild)
    where
        a.is_wild
        and b.is_wild is not null
        and (a.is_fresh or b.is_fresh)
        and {{ times_allow('a', 'b') }}
),

shared as (
    select
        least(report_a, report_b) as report_a,
        greatest(report_a, report_b) as report_b,
        bool_or(is_of_one_day) as is_of_one_day
    from met_by_key
    group by least(report_a, report_b), greatest(report_a, report_b)
),

decided as (
    select distinct
        verdicts.report_a,
        verdicts.report_b,
        false as is_of_one_day
    from verdicts
    anti join shared
        on verdicts.report_a = shared.report_a and verdicts.report_b = shared.report_b
    where
        {{ in_scope('int_paired_reports', 'verdicts.report_a', 'report_id') }}
        or {{ in_scope('int_paired_reports', 'verdicts.report_b', 'report_id') }}
),

met as (
    select * from shared
    union all
    select * from decided
)

select
    met.report_a,
    met.report_b,
    a.article_id as article_a,
    b.article_id as article_b,
    a.region_id as region_a,
    b.region_id as region_b,
    a.hull_start as start_a,
    a.hull_end as end_a,
    b.hull_start as start_b,
    b.hull_end as end_b,
    a.place_id as place_a,
    b.place_id as place_b,
    {{ days_apart('a', 'b') }} as days_apart,
    a.known_start as known_start_a,
    b.known_start as known_start_b,
    a.published_date as published_a,
    b.published_date as published_b,
    a.subject as subject_a,
    b.subject as subject_b,
    a.operation_key as operation_a,
    b.operation_key as operation_b,
    a.campaign_key as campaign_a,
    b.campaign_key as campaign_b,
    a.has_action as has_action_a,
    b.has_action as has_action_b,
    met.is_of_one_day,
    a.article_id = b.article_id as is_one_article,
    -- Where one has no date of its own: how long after the other it was published.
    case
        when a.hull_start is null or b.hull_start is null
            then greatest(
                date_diff('day', coalesce(a.hull_end, a.published_date), b.published_date),
                date_diff('day', coalesce(b.hull_end, b.published_date), a.published_date)
            )
    end as days_late
from met
inner join reports as a on met.report_a = a.report_id
inner join reports as b on met.report_b = b.report_id
