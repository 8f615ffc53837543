{#- Places and times that two reports share. -#}
with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

places as (
    select * from {{ ref('int_report_places') }}
),

mentions as (
    select * from {{ ref('int_report_names') }}
),

same_places as (
    select
        pairs.report_a,
        pairs.report_b,
        'place' as evidence,
        min(a.region_id) as detail,
        {{ evidence_weight('place') }} as weight
    from pairs
    inner join places as a on pairs.report_a = a.report_id
    inner join places as b on pairs.report_b = b.report_id and a.region_id = b.region_id
    group by pairs.report_a, pairs.report_b
),

same_towns as (
    select
        pairs.report_a,
        pairs.report_b,
        'town' as evidence,
        min(a.name) as detail,
        {{ evidence_weight('town') }} as weight
    from pairs
    inner join mentions as a on pairs.report_a = a.report_id and a.kind = 'place'
    inner join mentions as b
        on
            pairs.report_b = b.report_id
            and b.kind = 'place'
            and a.mention_key = b.mention_key
            and lower(a.name) = lower(b.name)
    left join {{ ref('regions') }} as regions
        on a.mention_key = regions.region_id and lower(a.name) = lower(regions.region_name)
    where length(a.mention_key) > 2 and regions.region_id is null
    group by pairs.report_a, pairs.report_b
),

same_times as (
    select
        report_a,
        report_b,
        case
            when
                date_diff('day', start_a, end_a) < 7 and date_diff('day', start_b, end_b) < 7
                then 'same_week'
            else 'loose_time'
        end as evidence,
        concat(start_a, ' to ', end_a, ' and ', start_b, ' to ', end_b) as detail,
        case
            when
                date_diff('day', start_a, end_a) < 7 and date_diff('day', start_b, end_b) < 7
                then {{ evidence_weight('same_week') }}
            else {{ evidence_weight('loose_time') }}
        end as weight
    from pairs
    where start_a <= end_b and start_b <= end_a
),

apart as (
    select
        report_a,
        report_b,
        'apart' as evidence,
        concat(days_apart, ' days apart') as detail,
        {{ evidence_weight('apart') }} as weight
    from pairs
    where days_apart > 0
),

-- Months later the same number in the same place is more likely another operation's.
late as (
    select
        report_a,
        report_b,
        'late' as evidence,
        concat('published ', published_a, ' and ', published_b, ', one without a date of its own')
            as detail,
        {{ evidence_weight('late') }} as weight
    from pairs
    where days_late > {{ rule_setting('late_days') }}
)

select * from same_places
union all
select * from same_towns
union all
select * from same_times
union all
select * from apart
union all
select * from late
