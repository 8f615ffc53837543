select
    facts.outcome_id,
    facts.operation_id,
    operations.operation_name,
    facts.operation_date,
    operations.subject,
    facts.agency_id,
    agencies.agency_name,
    facts.region_id,
    regions.region_name,
    regions.country_id,
    regions.country_name,
    facts.category_id,
    categories.category_name,
    facts.first_reported_date,
    facts.measure_id,
    measures.measure_name,
    facts.outcome_count,
    facts.outcome_count_low,
    facts.outcome_count_high,
    facts.count_kind,
    facts.count_text,
    facts.figure_count,
    facts.article_count,
    facts.outlet_count,
    facts.has_conflict,
    facts.dissent_count,
    facts.resolution
from {{ ref('fct_outcomes') }} as facts
inner join {{ ref('dim_operation') }} as operations
    on facts.operation_id = operations.operation_id
inner join {{ ref('dim_agency') }} as agencies on facts.agency_id = agencies.agency_id
inner join {{ ref('dim_region') }} as regions on facts.region_id = regions.region_id
inner join {{ ref('dim_category') }} as categories
    on facts.category_id = categories.category_id
inner join {{ ref('dim_measure') }} as measures on facts.measure_id = measures.measure_id
