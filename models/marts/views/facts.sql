with

counts as (
    select
        'fct_arrests' as fact_table,
        arrest_id as fact_id,
        operation_id,
        null as campaign_id,
        null as subject,
        'arrested' as measure_id,
        category_id,
        agency_id,
        region_id,
        operation_date as start_date,
        null as end_date,
        first_reported_date,
        arrested_count as count_value,
        arrested_count_low as count_low,
        arrested_count_high as count_high,
        count_kind,
        count_text,
        figure_count,
        article_count,
        outlet_count,
        has_conflict,
        dissent_count,
        resolution
    from {{ ref('fct_arrests') }}
    union all
    select
        'fct_rescues' as fact_table,
        rescue_id as fact_id,
        operation_id,
        null as campaign_id,
        null as subject,
        'rescued' as measure_id,
        category_id,
        agency_id,
        region_id,
        operation_date as start_date,
        null as end_date,
        first_reported_date,
        rescued_count as count_value,
        rescued_count_low as count_low,
        rescued_count_high as count_high,
        count_kind,
        count_text,
        figure_count,
        article_count,
        outlet_count,
        has_conflict,
        dissent_count,
        resolution
    from {{ ref('fct_rescues') }}
    union all
    select
        'fct_outcomes' as fact_table,
        outcome_id as fact_id,
        operation_id,
        null as campaign_id,
        null as subject,
        measure_id,
        category_id,
        agency_id,
        region_id,
        operation_date as start_date,
        null as end_date,
        first_reported_date,
        outcome_count as count_value,
        outcome_count_low as count_low,
        outcome_count_high as count_high,
        count_kind,
        count_text,
        figure_count,
        article_count,
        outlet_count,
        has_conflict,
        dissent_count,
        resolution
    from {{ ref('fct_outcomes') }}
    union all
    select
        'fct_campaigns' as fact_table,
        campaign_total_id as fact_id,
        null as operation_id,
        campaign_id,
        null as subject,
        measure_id,
        category_id,
        agency_id,
        region_id,
        window_start_date as start_date,
        as_of_date as end_date,
        first_reported_date,
        running_total as count_value,
        running_total_low as count_low,
        running_total_high as count_high,
        count_kind,
        count_text,
        figure_count,
        article_count,
        outlet_count,
        has_conflict,
        dissent_count,
        resolution
    from {{ ref('fct_campaigns') }}
    union all
    select
        'fct_period_totals' as fact_table,
        period_total_id as fact_id,
        null as operation_id,
        campaign_id,
        subject,
        measure_id,
        category_id,
        agency_id,
        region_id,
        period_start_date as start_date,
        period_end_date as end_date,
        first_reported_date,
        period_total as count_value,
        period_total_low as count_low,
        period_total_high as count_high,
        count_kind,
        count_text,
        figure_count,
        article_count,
        outlet_count,
        has_conflict,
        dissent_count,
        resolution
    from {{ ref('fct_period_totals') }}
),

operations as (
    select
        *,
        row_number() over (order by operation_id)::integer as operation_number
    from {{ ref('dim_operation') }}
)

select
    counts.fact_table,
    counts.fact_id,
    counts.operation_id,
    operations.operation_number,
    operations.operation_name,
    campaigns.campaign_name,
    counts.measure_id,
    measures.measure_name,
    counts.category_id,
    categories.category_name,
    counts.agency_id,
    agencies.agency_name,
    counts.region_id,
    regions.region_name,
    regions.country_id,
    regions.country_name,
    counts.start_date,
    counts.first_reported_date,
    counts.count_value,
    counts.count_low,
    counts.count_high,
    counts.count_kind,
    counts.count_text,
    counts.figure_count,
    counts.article_count,
    counts.outlet_count,
    counts.has_conflict,
    counts.dissent_count,
    counts.resolution,
    coalesce(counts.campaign_id, operations.campaign_id) as campaign_id,
    coalesce(counts.subject, operations.subject, campaigns.subject) as subject,
    coalesce(counts.end_date, operations.end_date) as end_date,
    coalesce(operations.date_precision, 'day') as date_precision,
    counts.operation_id is not null and row_number() over (
        partition by counts.operation_id
        order by counts.fact_id
    ) = 1 as is_first_of_operation
from counts
inner join {{ ref('dim_measure') }} as measures on counts.measure_id = measures.measure_id
inner join {{ ref('dim_category') }} as categories
    on counts.category_id = categories.category_id
inner join {{ ref('dim_agency') }} as agencies on counts.agency_id = agencies.agency_id
inner join {{ ref('dim_region') }} as regions on counts.region_id = regions.region_id
left join operations on counts.operation_id = operations.operation_id
left join {{ ref('dim_campaign') }} as campaigns
    on coalesce(counts.campaign_id, operations.campaign_id) = campaigns.campaign_id
