{#- Outlets whose standing is another than at the last build, with the group they were in. -#}
with

now as (
    select * from {{ ref('int_outlets') }}
),

earlier as (
    select * from {{ before('int_outlets') }}
),

listed as (
    select * from {{ ref('outlets') }}
),

-- An outlet that nothing was known of counted as one that is no agency, in a group of its own.
compared as (
    select
        now.outlet_id,
        now.agency_id,
        now.is_official,
        now.independence_group,
        earlier.agency_id as old_agency_id,
        coalesce(earlier.is_official, false) as was_official,
        coalesce(
            earlier.independence_group, nullif(listed.independence_group, ''), now.outlet_id
        ) as old_independence_group
    from now
    left join earlier on now.outlet_id = earlier.outlet_id
    left join listed on now.outlet_id = listed.outlet_id
)

select
    outlet_id,
    old_independence_group
from compared
where
    agency_id is distinct from old_agency_id
    or is_official <> was_official
    or independence_group <> old_independence_group
