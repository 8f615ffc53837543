with

meanings as (
    select * from {{ ref('usage_warning_meanings') }}
)

select
    usage_warning,
    is_aggregation_hazard,
    description as what_it_means
from meanings
