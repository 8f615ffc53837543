with

facts as (
    select
        'fct_arrests' as fact_table,
        arrest_id as fact_id,
        operation_id,
        null as campaign_id,
        'arrested' as measure_id,
        category_id,
        region_id,
        arrested_count as count_value,
        arrested_count_low as count_low,
        arrested_count_high as count_high,
        count_text,
        resolution,
        has_conflict
    from {{ ref('fct_arrests') }}
    union all
    select
        'fct_rescues' as fact_table,
        rescue_id as fact_id,
        operation_id,
        null as campaign_id,
        'rescued' as measure_id,
        category_id,
        region_id,
        rescued_count as count_value,
        rescued_count_low as count_low,
        rescued_count_high as count_high,
        count_text,
        resolution,
        has_conflict
    from {{ ref('fct_rescues') }}
    union all
    select
        'fct_outcomes' as fact_table,
        outcome_id as fact_id,
        operation_id,
        null as campaign_id,
        measure_id,
        category_id,
        region_id,
        outcome_count as count_value,
        outcome_count_low as count_low,
        outcome_count_high as count_high,
        count_text,
        resolution,
        has_conflict
    from {{ ref('fct_outcomes') }}
    union all
    select
        'fct_campaigns' as fact_table,
        campaign_total_id as fact_id,
        null as operation_id,
        campaign_id,
        measure_id,
        category_id,
        region_id,
        running_total as count_value,
        running_total_low as count_low,
        running_total_high as count_high,
        count_text,
        resolution,
        has_conflict
    from {{ ref('fct_campaigns') }}
    union all
    select
        'fct_period_totals' as fact_table,
        period_total_id as fact_id,
        null as operation_id,
        campaign_id,
        measure_id,
        category_id,
        region_id,
        period_total as count_value,
        period_total_low as count_low,
        period_total_high as count_high,
        count_text,
        resolution,
        has_conflict
    from {{ ref('fct_period_totals') }}
),

behind as (
    select
        bridge.fact_table,
        bridge.fact_id,
        count(*) filter (where bridge.role in ('conflicts', 'superseded', 'corrected'))
            as disagreeing_figures,
        string_agg(
            concat(
                outlets.outlet_name, ', ', coalesce(cast(articles.published_date as varchar), '?'),
                ': ', figures.figure_text, ' (', bridge.role, ')'
            ),
            '; ' order by
                articles.published_date, outlets.outlet_name, figures.char_start,
                figures.figure_id
        ) as figures_text
    from {{ ref('bridge_fact_figures') }} as bridge
    inner join {{ ref('fct_figures') }} as figures on bridge.figure_id = figures.figure_id
    inner join {{ ref('dim_article') }} as articles on figures.article_id = articles.article_id
    inner join {{ ref('dim_outlet') }} as outlets on figures.outlet_id = outlets.outlet_id
    where bridge.role <> 'part_of'
    group by bridge.fact_table, bridge.fact_id
)

select
    facts.fact_table,
    facts.fact_id,
    facts.operation_id,
    operations.operation_name,
    facts.campaign_id,
    campaigns.campaign_name,
    facts.measure_id,
    facts.category_id,
    regions.country_id,
    facts.count_value,
    facts.count_low,
    facts.count_high,
    facts.count_text,
    facts.resolution,
    behind.disagreeing_figures,
    behind.figures_text,
    not facts.has_conflict as is_resolved
from facts
inner join behind on facts.fact_table = behind.fact_table and facts.fact_id = behind.fact_id
inner join {{ ref('dim_region') }} as regions on facts.region_id = regions.region_id
left join {{ ref('dim_operation') }} as operations
    on facts.operation_id = operations.operation_id
left join {{ ref('dim_campaign') }} as campaigns on facts.campaign_id = campaigns.campaign_id
where behind.disagreeing_figures > 0
