with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

numbers as (
    select * from {{ ref('int_pair_numbers') }}
),

sums as (
    select * from {{ ref('int_report_sums') }}
),

report_numbers as (
    select * from {{ ref('int_report_numbers') }}
),

places as (
    select * from {{ ref('int_report_places') }}
),

agencies as (
    select * from {{ ref('int_report_agencies') }}
),

mentions as (
    select * from {{ ref('int_report_mentions') }}
),

credits as (
    select * from {{ ref('int_article_credits') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'same' and is_loaded
),

equal_numbers as (
    select
        report_a,
        report_b,
        case
            when is_round then 'round_number'
            when value_a >= {{ rule_setting('conflict_least') }} then 'number'
            else 'small_number'
        end as evidence,
        concat(value_a, ' ', measure_id) as detail,
        weight
    from numbers
    where is_equal and value_a > 1
),

-- A bound says something of its measure only where no equal number says more.
near_numbers as (
    select
        numbers.report_a,
        numbers.report_b,
        'near_number' as evidence,
        concat(numbers.value_a, ' and ', numbers.value_b, ' ', numbers.measure_id) as detail,
        numbers.weight
    from numbers
    anti join numbers as equal
        on
            numbers.report_a = equal.report_a
            and numbers.report_b = equal.report_b
            and numbers.measure_id = equal.measure_id
            and equal.is_equal
    where numbers.is_near
    qualify row_number() over (
        partition by numbers.report_a, numbers.report_b, numbers.measure_id
        order by numbers.weight desc, numbers.value_a asc, numbers.value_b asc
    ) = 1
),

summed as (
    select
        pairs.report_a,
        pairs.report_b,
        'sum_of_categories' as evidence,
        concat(sums.value, ' ', sums.measure_id) as detail,
        {{ evidence_weight('sum_of_categories') }} as weight
    from pairs
    inner join sums on pairs.report_a = sums.report_id or pairs.report_b = sums.report_id
    inner join report_numbers
        on
            case when pairs.report_a = sums.report_id then pairs.report_b else pairs.report_a end
            = report_numbers.report_id
            and sums.measure_id = report_numbers.measure_id
            and sums.value = report_numbers.value
    where sums.value >= 13
    qualify row_number() over (
        partition by pairs.report_a, pairs.report_b order by sums.value desc, sums.measure_id asc
    ) = 1
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

same_names as (
    select
        pairs.report_a,
        pairs.report_b,
        a.kind as evidence,
        min(a.mention_key) as detail,
        any_value(weights.weight) as weight
    from pairs
    inner join mentions as a on pairs.report_a = a.report_id
    inner join mentions as b
        on
            pairs.report_b = b.report_id
            and a.kind = b.kind
            and a.mention_key = b.mention_key
    inner join {{ ref('evidence_weights') }} as weights on a.kind = weights.evidence
    where a.kind in ('leader', 'gang')
    group by pairs.report_a, pairs.report_b, a.kind
),

operation_names as (
    select
        report_a,
        report_b,
        case when operation_a = operation_b then 'operation' else 'other_name' end as evidence,
        case
            when operation_a = operation_b then operation_a
            else concat(operation_a, ' and ', operation_b)
        end as detail,
        case
            when operation_a = operation_b then {{ evidence_weight('operation') }}
            else {{ evidence_weight('other_name') }}
        end as weight
    from pairs
    where operation_a is not null and operation_b is not null
),

campaign_names as (
    select
        report_a,
        report_b,
        'campaign' as evidence,
        campaign_a as detail,
        {{ evidence_weight('campaign') }} as weight
    from pairs
    where campaign_a = campaign_b
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

same_agencies as (
    select
        pairs.report_a,
        pairs.report_b,
        'agency' as evidence,
        min(a.agency_id) as detail,
        {{ evidence_weight('agency') }} as weight
    from pairs
    inner join agencies as a on pairs.report_a = a.report_id
    inner join agencies as b
        on pairs.report_b = b.report_id and a.agency_id = b.agency_id
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

-- The same day, first-level place and subject with other numbers: one count told in two ways. A
-- subject that one of them does not tell is no other subject.
conflicts as (
    select
        pairs.report_a,
        pairs.report_b,
        'conflict' as evidence,
        concat(numbers.value_a, ' against ', numbers.value_b, ' ', numbers.measure_id) as detail,
        {{ evidence_weight('conflict') }} as weight
    from pairs
    inner join numbers
        on pairs.report_a = numbers.report_a and pairs.report_b = numbers.report_b
    where
        pairs.start_a = pairs.start_b
        and pairs.end_a = pairs.end_b
        and date_diff('day', pairs.start_a, pairs.end_a) < 3
        and pairs.region_a = pairs.region_b
        and length(pairs.region_a) > 2
        and (
            (pairs.subject_a = pairs.subject_b and pairs.subject_a <> 'unknown')
            or (pairs.subject_a <> pairs.subject_b and 'unknown' in (pairs.subject_a, pairs.subject_b))
        )
        and numbers.is_other
        and numbers.share >= {{ rule_setting('conflict_share') }}
        and least(numbers.value_a, numbers.value_b) >= {{ rule_setting('conflict_least') }}
    qualify row_number() over (
        partition by pairs.report_a, pairs.report_b
        order by numbers.share desc, numbers.measure_id asc, numbers.value_a asc
    ) = 1
),

article_groups as (
    select
        article_id,
        independence_group as voice_group,
        false as is_credit
    from reports
    union
    select
        article_id,
        credited_group as voice_group,
        true as is_credit
    from credits
),

credited as (
    select
        pairs.report_a,
        pairs.report_b,
        'credit' as evidence,
        min(a.voice_group) as detail,
        {{ evidence_weight('credit') }} as weight
    from pairs
    inner join article_groups as a on pairs.article_a = a.article_id
    inner join article_groups as b
        on pairs.article_b = b.article_id and a.voice_group = b.voice_group
    where a.is_credit or b.is_credit
    group by pairs.report_a, pairs.report_b
),

decided as (
    select
        report_a,
        report_b,
        'verdict' as evidence,
        concat('decided by ', min(decided_by)) as detail,
        {{ evidence_weight('verdict') }} as weight
    from verdicts
    group by report_a, report_b
)

select * from equal_numbers
union all
select * from near_numbers
union all
select * from summed
union all
select * from same_places
union all
select * from same_names
union all
select * from operation_names
union all
select * from campaign_names
union all
select * from same_towns
union all
select * from same_agencies
union all
select * from same_times
union all
select * from conflicts
union all
select * from credited
union all
select * from decided
