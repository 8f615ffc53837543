-- How many people were arrested in each country and year, and how sure is the sum?
-- Facts without a count (reports disagree, or only "dozens" is known) are `undecided`: they add
-- nothing to `arrested`, but `at_least` and `at_most` hold them.
with sums as (
    select
        country_name,
        year(operation_date) as operation_year,
        tally(arrested_count, arrested_count_low, arrested_count_high) as arrests
    from arrests
    group by all
)

select
    country_name,
    operation_year,
    arrests['count'] as arrested,
    arrests['low'] as at_least,
    arrests['high'] as at_most,
    arrests['facts'] as facts,
    arrests['undecided'] as undecided
from sums
order by country_name, operation_year;
