-- How many people were arrested in each country, if operations over several countries are split?
-- Where a fact's parts by country make up the whole, they take its place; where they don't, it
-- stays with "several countries". The sum over all rows is that of the facts.
with split as (
    select
        fact_id,
        region_id,
        part_count as arrested,
        part_count_low as arrested_low,
        part_count_high as arrested_high
    from fct_parts
    where fact_table = 'fct_arrests' and is_complete and region_id != 'ZZ'
),

whole as (
    select
        arrest_id as fact_id,
        region_id,
        arrested_count as arrested,
        arrested_count_low as arrested_low,
        arrested_count_high as arrested_high
    from fct_arrests
    where region_id != 'ZZ' or arrest_id not in (select split.fact_id from split)
),

placed as (
    select * from whole
    union all
    select split.*
    from split
    inner join fct_arrests on split.fact_id = fct_arrests.arrest_id
    where fct_arrests.region_id = 'ZZ'
)

select
    dim_region.country_name,
    sum(placed.arrested) as arrested,
    count(*) as facts,
    count(*) - count(placed.arrested) as undecided
from placed
inner join dim_region on placed.region_id = dim_region.region_id
group by dim_region.country_name
order by arrested desc nulls last, dim_region.country_name asc;
