select
    facts.campaign_total_id,
    facts.campaign_id,
    campaigns.campaign_name,
    campaigns.subject,
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
    facts.window_start_date,
    facts.as_of_date,
    facts.running_total,
    facts.running_total_low,
    facts.running_total_high,
    facts.count_kind,
    facts.count_text,
    facts.figure_count,
    facts.article_count,
    facts.outlet_count,
    facts.has_conflict,
    facts.dissent_count,
    facts.resolution,
    facts.is_latest,
    facts.is_contradicted
from {{ ref('fct_campaigns') }} as facts
inner join {{ ref('dim_campaign') }} as campaigns
    on facts.campaign_id = campaigns.campaign_id
inner join {{ ref('dim_agency') }} as agencies on facts.agency_id = agencies.agency_id
inner join {{ ref('dim_region') }} as regions on facts.region_id = regions.region_id
inner join {{ ref('dim_measure') }} as measures on facts.measure_id = measures.measure_id
inner join {{ ref('dim_category') }} as categories
    on facts.category_id = categories.category_id
