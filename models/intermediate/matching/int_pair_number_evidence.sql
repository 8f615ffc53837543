{#- Numbers of two reports that speak for one operation. -#}
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

equal_numbers as (
    select
        report_a,
        report_b,
        case
            when is_round then 'round_number'
            when value_a >= {{ rule_setting('conflict_least') }} then 'number'
            else 'small_number'
        end as evidence,
        concat(value_a, ' ', compared_as) as detail,
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
        concat(numbers.value_a, ' and ', numbers.value_b, ' ', numbers.compared_as) as detail,
        numbers.weight
    from numbers
    anti join numbers as equal
        on
            numbers.report_a = equal.report_a
            and numbers.report_b = equal.report_b
            and numbers.compared_as = equal.compared_as
            and equal.is_equal
    where numbers.is_near
    qualify row_number() over (
        partition by numbers.report_a, numbers.report_b, numbers.compared_as
        order by numbers.weight desc, numbers.value_a asc, numbers.value_b asc
    ) = 1
),

summed as (
    select
        pairs.report_a,
        pairs.report_b,
        'sum_of_categories' as evidence,
        concat(sums.value, ' ', sums.compared_as) as detail,
        {{ evidence_weight('sum_of_categories') }} as weight
    from pairs
    inner join sums on pairs.report_a = sums.report_id or pairs.report_b = sums.report_id
    inner join report_numbers
        on
            case when pairs.report_a = sums.report_id then pairs.report_b else pairs.report_a end
            = report_numbers.report_id
            and sums.compared_as = report_numbers.compared_as
            and sums.value = report_numbers.value
    where sums.value >= 13
    qualify row_number() over (
        partition by pairs.report_a, pairs.report_b order by sums.value desc, sums.compared_as asc
    ) = 1
),

named as (
    select distinct
        report_a,
        report_b
    from {{ ref('int_pair_name_evidence') }}
    where evidence in ('operation', 'gang', 'leader')
),

-- The same day, first-level place and subject with other numbers: one count told in two ways. Where
-- one tells the country alone, both must name the same operation, gang or leader. A subject that
-- one of them does not tell is no other subject; where neither tells one, a name, or a number of
-- another measure, must be the same.
conflicts as (
    select
        pairs.report_a,
        pairs.report_b,
        'conflict' as evidence,
        concat(numbers.value_a, ' against ', numbers.value_b, ' ', numbers.compared_as) as detail,
        {{ evidence_weight('conflict') }} as weight
    from pairs
    inner join numbers
        on pairs.report_a = numbers.report_a and pairs.report_b = numbers.report_b
    left join named on pairs.report_a = named.report_a and pairs.report_b = named.report_b
    where
        (
            (
                pairs.start_a = pairs.start_b
                and pairs.end_a = pairs.end_b
                and date_diff('day', pairs.start_a, pairs.end_a) < 3
            )
            -- A night is told as two days, or as one of them.
            or (
                pairs.start_a <= pairs.end_b
                and pairs.start_b <= pairs.end_a
                and date_diff('day', pairs.start_a, pairs.end_a)
                + date_diff('day', pairs.start_b, pairs.end_b) = 1
            )
        )
        and (
            pairs.place_a = pairs.place_b
            or (
                named.report_a is not null
                and {{ regions_nest('pairs.region_a', 'pairs.region_b') }}
                and pairs.region_a is not null
                and pairs.region_b is not null
            )
        )
        and (pairs.subject_a = pairs.subject_b or 'unknown' in (pairs.subject_a, pairs.subject_b))
        and (
            pairs.subject_a <> 'unknown'
            or pairs.subject_b <> 'unknown'
            or named.report_a is not null
            or exists (
                select 1
                from numbers as other_numbers
                where
                    pairs.report_a = other_numbers.report_a
                    and pairs.report_b = other_numbers.report_b
                    and numbers.compared_as <> other_numbers.compared_as
                    and other_numbers.is_equal
                    and other_numbers.value_a > 1
            )
        )
        and numbers.is_other
        and numbers.share >= {{ rule_setting('conflict_share') }}
        and least(numbers.value_a, numbers.value_b) >= {{ rule_setting('conflict_least') }}
    qualify row_number() over (
        partition by pairs.report_a, pairs.report_b
        order by numbers.share desc, numbers.compared_as asc, numbers.value_a asc
    ) = 1
)

select * from equal_numbers
union all
select * from near_numbers
union all
select * from summed
union all
select * from conflicts
