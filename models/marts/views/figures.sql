select
    figures.figure_id,
    figures.article_id,
    articles.external_id,
    articles.title,
    articles.url,
    figures.outlet_id,
    outlets.outlet_name,
    articles.published_date,
    figures.operation_id,
    figures.campaign_id,
    figures.landed_in,
    figures.scope,
    figures.measure_id,
    measures.measure_name,
    figures.category_id,
    categories.category_name,
    figures.figure_text,
    figures.value,
    figures.lower,
    figures.upper,
    figures.qualifier,
    figures.counted,
    figures.agency_id,
    agencies.agency_name,
    figures.region_id,
    regions.region_name,
    regions.country_id,
    regions.country_name,
    figures.period_start,
    figures.period_end,
    figures.campaign,
    figures.sentence_number,
    figures.sentence_text,
    figures.char_start,
    figures.char_end,
    coalesce(operations.subject, campaigns.subject, 'unknown') as subject
from {{ ref('fct_figures') }} as figures
inner join {{ ref('dim_article') }} as articles on figures.article_id = articles.article_id
inner join {{ ref('dim_outlet') }} as outlets on figures.outlet_id = outlets.outlet_id
inner join {{ ref('dim_agency') }} as agencies on figures.agency_id = agencies.agency_id
inner join {{ ref('dim_region') }} as regions on figures.region_id = regions.region_id
inner join {{ ref('dim_measure') }} as measures on figures.measure_id = measures.measure_id
inner join {{ ref('dim_category') }} as categories
    on figures.category_id = categories.category_id
left join {{ ref('dim_operation') }} as operations
    on figures.operation_id = operations.operation_id
left join {{ ref('dim_campaign') }} as campaigns
    on figures.campaign_id = campaigns.campaign_id
