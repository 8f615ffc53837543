with

agencies as (
    select * from {{ ref('int_agencies') }}
)

select
    agency_id,
    agency_name,
    kind,
    country_id,
    parent_agency_id,
    is_listed
from agencies
