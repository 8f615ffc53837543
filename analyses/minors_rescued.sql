-- How many minors were rescued in operations against human trafficking, and of how many is the age
-- unknown?
-- Minors are children, girls and boys. Some are told as part of a larger number ("six victims, two
-- of them girls"): `minors_among_unknown_age` counts these, and they are in `unknown_age` too.
with minor_categories as (
    select category_id
    from dim_category
    where age_group = 'minor'
),

adult_categories as (
    select category_id
    from dim_category
    where age_group = 'adult'
),

trafficking_rescues as (
    select
        rescue_id,
        country_name,
        rescued_count,
        category_id in (from minor_categories) as is_minor,
        category_id in (from adult_categories) as is_adult
    from rescues
    where subject = 'human_trafficking'
),

minor_parts as (
    select
        fact_id as rescue_id,
        sum(part_count) as minors
    from fct_parts
    where fact_table = 'fct_rescues' and category_id in (from minor_categories)
    group by fact_id
)

select
    trafficking_rescues.country_name,
    coalesce(sum(rescued_count) filter (where is_minor), 0) as minors,
    coalesce(sum(rescued_count) filter (where is_adult), 0) as adults,
    coalesce(sum(rescued_count) filter (where not is_minor and not is_adult), 0) as unknown_age,
    coalesce(sum(minor_parts.minors) filter (where not is_minor and not is_adult), 0)
        as minors_among_unknown_age
from trafficking_rescues
left join minor_parts on trafficking_rescues.rescue_id = minor_parts.rescue_id
group by trafficking_rescues.country_name
order by minors desc, trafficking_rescues.country_name;
