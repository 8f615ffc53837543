with

measures as (
    select * from {{ ref('measures') }}
),

roles as (
    select * from {{ ref('measure_roles') }}
)

select
    measures.measure_id,
    roles.measure_name,
    measures.kind,
    measures.unit
from measures
inner join roles on measures.measure_id = roles.measure_id
