select
    facts.period_total_id,
    facts.campaign_id,
    campaigns.campaign_name,
    facts.subject,
    facts.agency_id,
    agencies.agency_name,
    facts.region_id,
    regions.region_name,
    regions.country_id,
    regions.country_name,
    facts.measure_id,
    measures.measure_name,
    facts.category_id,
    categories.category_name,
    facts.period_start_date,
    facts.period_end_date,
    facts.period_total,
    facts.period_total_low,
    facts.period_total_high,
    facts.count_kind,
    facts.count_text,
    facts.figure_count,
    facts.article_count,
    facts.outlet_count,
    facts.has_conflict,
    facts.dissent_count,
    facts.resolution
from {{ ref('fct_period_totals') }} as facts
left join {{ ref('dim_campaign') }} as campaigns on facts.campaign_id = campaigns.campaign_id
inner join {{ ref('dim_agency') }} as agencies on facts.agency_id = agencies.agency_id
inner join {{ ref('dim_region') }} as regions on facts.region_id = regions.region_id
inner join {{ ref('dim_measure') }} as measures on facts.measure_id = measures.measure_id
inner join {{ ref('dim_category') }} as categories
    on facts.category_id = categories.category_id
