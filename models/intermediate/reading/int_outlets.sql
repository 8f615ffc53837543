{{ config(materialized='remembered') }}
with

readings as (
    select * from {{ ref('stg_readings') }}
),

listed as (
    select * from {{ ref('outlets') }}
),

seen as (
    select
        outlet_id,
        min(outlet_name) as outlet_name,
        min(outlet_agency_id) as agency_id
    from readings
    group by outlet_id
)

select
    seen.outlet_id,
    seen.agency_id,
    coalesce(listed.outlet_name, seen.outlet_name) as outlet_name,
    coalesce(
        listed.kind, case when seen.agency_id is null then 'unknown' else 'official' end
    ) as kind,
    seen.agency_id is not null as is_official,
    listed.outlet_id is not null as is_listed,
    coalesce(
        nullif(listed.independence_group, ''), seen.agency_id, seen.outlet_id
    ) as independence_group
from seen
left join listed on seen.outlet_id = listed.outlet_id
