with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

numbers as (
    select * from {{ ref('int_report_numbers') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

compared as (
    select
        pairs.report_a,
        pairs.report_b,
        a.compared_as,
        a.value as value_a,
        b.value as value_b,
        a.weight as weight_a,
        b.weight as weight_b,
        a.is_round as is_round_a,
        b.is_round as is_round_b,
        a.is_plain as is_plain_a,
        b.is_plain as is_plain_b,
        a.is_part or b.is_part as has_part,
        {{ intervals_meet('a.lower', 'a.upper', 'b.lower', 'b.upper') }} as do_meet,
        least(a.value, b.value)::double / nullif(greatest(a.value, b.value), 0) as share
    from pairs
    inner join numbers as a on pairs.report_a = a.report_id
    inner join numbers as b
        on pairs.report_b = b.report_id and a.compared_as = b.compared_as
    where
        a.category_id = b.category_id
        or exists (
            select 1 from nesting
            where
                (
                    nesting.wider_category_id = a.category_id
                    and nesting.narrower_category_id = b.category_id
                )
                or (
                    nesting.wider_category_id = b.category_id
                    and nesting.narrower_category_id = a.category_id
                )
        )
)

select
    report_a,
    report_b,
    compared_as,
    value_a,
    value_b,
    bool_or(value_a = value_b) as is_equal,
    bool_or(
        value_a <> value_b
        and do_meet
        and not (is_plain_a and is_plain_b)
        and share >= {{ rule_setting('near_share') }}
        and least(value_a, value_b) >= {{ rule_setting('conflict_least') }}
    ) as is_near,
    bool_or(value_a <> value_b and not do_meet and not has_part) as is_other,
    -- A plain number is worth its distinctiveness, a bound half of the plain number's beside it.
    max(
        case
            when value_a = value_b then weight_a
            when is_plain_a then weight_a * {{ evidence_weight('near_number') }}
            when is_plain_b then weight_b * {{ evidence_weight('near_number') }}
            else {{ evidence_weight('near_number') }}
        end
    ) as weight,
    bool_or(is_round_a and is_round_b) as is_round,
    max(share) as share,
    bool_and(has_part) as has_part
from compared
group by report_a, report_b, compared_as, value_a, value_b
