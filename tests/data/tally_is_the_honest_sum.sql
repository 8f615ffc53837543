-- A fact without a lower bound adds nothing to the low, one without an upper bound leaves the sum
-- without a high, and a disputed fact is counted as undecided.
with

counts as (
    select
        34 as counted,
        34 as low,
        34 as high
    union all
    select
        900 as counted,
        null as low,
        899 as high
    union all
    select
        null as counted,
        91 as low,
        99 as high
),

open_ended as (
    select
        150 as counted,
        151 as low,
        null as high
    union all
    select
        2 as counted,
        2 as low,
        2 as high
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
