{#- Every fact with the group that it comes from. -#}
select
    fact_table,
    fact_id,
    group_id,
    region_id,
    agency_id,
    category_id,
    count_value,
    count_kind
from {{ ref('int_operation_facts') }}
union all
select
    'fct_campaigns' as fact_table,
    fact_id,
    group_id,
    region_id,
    agency_id,
    category_id,
    count_value,
    count_kind
from {{ ref('int_campaign_facts') }}
union all
select
    'fct_period_totals' as fact_table,
    fact_id,
    group_id,
    region_id,
    agency_id,
    category_id,
    count_value,
    count_kind
from {{ ref('int_period_facts') }}
