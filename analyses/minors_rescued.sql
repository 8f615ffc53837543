-- How many minors were rescued in operations against human trafficking, and of how many is the age
-- unknown?
-- Minors are children, girls and boys. Some are told as part of a larger number ("six victims, two
-- of them girls"): `minors_among_unknown_age` counts these, and they are in `unknown_age` too.
with counted as (
    select
        rescues.country_name,
        dim_category.age_group,
        rescues.rescued_count as rescued,
        0 as minors_in_part
    from rescues
    inner join dim_category on rescues.category_id = dim_category.category_id
    where rescues.subject = 'human_trafficking'
),

parts as (
    select
        rescues.country_name,
        whole.age_group,
        0 as rescued,
        fct_parts.part_count as minors_in_part
    from rescues
    inner join dim_category as whole on rescues.category_id = whole.category_id
    inner join fct_parts on rescues.rescue_id = fct_parts.fact_id
    inner join dim_category as part on fct_parts.category_id = part.category_id
    where
        rescues.subject = 'human_trafficking'
        and whole.age_group = 'any'
        and part.age_group = 'minor'
),

everyone as (
    select * from counted
    union all
    select * from parts
)

select
    country_name,
    coalesce(sum(rescued) filter (where age_group = 'minor'), 0) as minors,
    coalesce(sum(rescued) filter (where age_group = 'adult'), 0) as adults,
    coalesce(sum(rescued) filter (where age_group = 'any'), 0) as unknown_age,
    sum(minors_in_part) as minors_among_unknown_age
from everyone
group by country_name
order by minors desc, country_name asc;
