with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

evidence as (
    select * from {{ ref('int_pair_evidence') }}
),

objections as (
    select * from {{ ref('int_pair_objections') }}
),

numbers as (
    select * from {{ ref('int_pair_numbers') }}
),

summed as (
    select
        report_a,
        report_b,
        sum(weight) as score,
        count(distinct evidence) filter (where weight > 0) as kind_count,
        count(*) filter (where evidence like '%number') as number_count,
        -- Not a gang's name: there are more operations against a gang than one.
        bool_or(evidence in ('operation', 'sum_of_categories', 'conflict', 'verdict'))
            as has_name_or_sum,
        bool_or(evidence = 'leader') as has_leader,
        bool_or(evidence in ('same_week', 'loose_time', 'gang')) as has_time_or_gang,
        bool_or(evidence = 'number') as has_number,
        bool_or(evidence = 'number' and weight >= {{ rule_setting('accept_score') }})
            as has_great_number,
        count(*) filter (where evidence in ('number', 'round_number', 'small_number'))
            as equal_count,
        bool_or(evidence = 'near_number') as has_near,
        bool_or(evidence in ('gang', 'near_number', 'campaign', 'credit')) as has_hint,
        bool_or(evidence like '%number' and weight > 0) as has_some_number,
        bool_or(evidence = 'town') as has_town,
        bool_or(evidence = 'agency') as has_agency,
        bool_or(evidence = 'verdict') as has_verdict,
        -- Who leads an inquiry or a gang, and the gang, are the same in cases of many months.
        bool_or(evidence = 'late')
        and coalesce(sum(weight) filter (where evidence not in ('leader', 'gang')), 0)
        < {{ rule_setting('accept_score') }} as is_of_people_alone,
        -- What names and numbers say, however the settings differ.
        coalesce(
            sum(weight) filter (
                where evidence in (
                    'number', 'small_number', 'round_number', 'sum_of_categories',
                    'operation', 'leader', 'gang', 'campaign'
                )
            ), 0
        ) as identity_weight,
        coalesce(sum(weight) filter (where evidence in ('place', 'town', 'agency')), 0)
            as setting_weight
    from evidence
    group by report_a, report_b
),

-- Places or times that differ are a mistake where names and numbers say so loudly enough.
objected as (
    select
        objections.report_a,
        objections.report_b
    from objections
    left join summed
        on objections.report_a = summed.report_a and objections.report_b = summed.report_b
    group by objections.report_a, objections.report_b
    having
        count(*) > 1
        or bool_and(
            case objections.objection
                when 'places'
                    then coalesce(summed.identity_weight, 0) < {{ rule_setting('overrule_score') }}
                when 'times'
                    then
                        coalesce(summed.identity_weight + summed.setting_weight, 0)
                        < {{ rule_setting('near_score') }}
                else true
            end
        )
),

-- Another number for one measure speaks against reports that only small numbers join; for these
-- the town or the agency must be the same as well.
others as (
    select
        report_a,
        report_b,
        compared_as
    from numbers
    group by report_a, report_b, compared_as
    having bool_and(is_other)
),

differing as (
    select distinct
        report_a,
        report_b
    from others
),

judged as (
    select
        pairs.report_a,
        pairs.report_b,
        pairs.is_one_article,
        summed.score,
        objected.report_a is not null as is_objected,
        coalesce(summed.has_verdict, false) as has_verdict,
        pairs.subject_a = pairs.subject_b and pairs.subject_a <> 'unknown' as is_one_subject,
        coalesce(summed.kind_count, 0) > 1 and not summed.is_of_people_alone and (
            summed.has_name_or_sum
            -- Whoever leads a gang, or an inquiry, is named in more than one case of one place.
            or (
                summed.has_leader
                and (summed.has_time_or_gang or summed.has_some_number)
            )
            -- The same number in the same week means little where nobody says where.
            or (
                summed.has_number
                and (
                    summed.has_great_number
                    or summed.number_count > 1
                    or summed.has_town
                    or summed.has_agency
                    or (pairs.region_a is not null and pairs.region_b is not null)
                )
            )
            or (
                summed.has_near
                and (
                    pairs.subject_a = pairs.subject_b
                    or 'unknown' in (pairs.subject_a, pairs.subject_b)
                )
            )
            or (
                differing.report_a is null
                and (
                    (summed.equal_count >= 2 and summed.has_town)
                    or (summed.equal_count >= 3 and summed.has_agency)
                )
            )
        ) as is_founded,
        -- Nobody need look at what has no more in common than a place and a week, or a number.
        pairs.is_of_one_day
        or coalesce(summed.has_name_or_sum, false)
        or coalesce(summed.has_leader, false)
        or coalesce(summed.has_hint, false)
        or (
            coalesce(summed.has_number, false)
            and pairs.region_a is not null
            and pairs.region_b is not null
        )
        or (coalesce(summed.has_some_number, false) and (summed.has_town or summed.has_agency))
            as is_worth_a_look
    from pairs
    left join summed on pairs.report_a = summed.report_a and pairs.report_b = summed.report_b
    left join objected
        on pairs.report_a = objected.report_a and pairs.report_b = objected.report_b
    left join differing
        on pairs.report_a = differing.report_a and pairs.report_b = differing.report_b
)

select
    report_a,
    report_b,
    is_one_article,
    coalesce(score, 0) as score,
    is_objected,
    is_founded,
    is_one_subject,
    case
        when has_verdict then 'accepted'
        when is_objected then 'objected'
        when score >= {{ rule_setting('accept_score') }} and is_founded then 'accepted'
        when score >= {{ rule_setting('review_score') }} and (is_founded or is_worth_a_look)
            then 'doubtful'
        else 'weak'
    end as verdict
from judged
