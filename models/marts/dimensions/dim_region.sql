with

regions as (
    select * from {{ ref('regions') }}
)

select
    region_id,
    region_name,
    level,
    country_id,
    country_name,
    nullif(parent_region_id, '') as parent_region_id
from regions
