-- A fact without a lower bound adds nothing to the low, one without an upper bound leaves the sum
-- without a high, and a disputed fact is counted as undecided.
with

counts as (
    select *
    from (values (34, 34, 34), (900, null, 899), (null, 91, 99))
),

open_ended as (
    select *
    from (values (150, 151, null), (2, 2, 2))
),

sums as (
    select
        'closed' as case_name,
        tally(counted, low, high) as told
    from counts
    union all
    select
        'open' as case_name,
        tally(counted, low, high) as told
    from open_ended
)

select *
from sums
where
    (
        case_name = 'closed'
        and told is distinct from
        { 'count': 934, 'low': 125, 'high': 1032, 'facts': 3, 'undecided': 1 }
    )
    or (
        case_name = 'open'
        and told is distinct from
        { 'count': 152, 'low': 153, 'high': null, 'facts': 2, 'undecided': 0 }
    )
