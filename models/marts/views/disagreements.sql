with

facts as (
    select * from {{ ref('facts') }}
),

disputes as (
    select distinct
        fact_table,
        fact_id
    from {{ ref('bridge_fact_figures') }}
    where role in ('conflicts', 'superseded', 'corrected')
),

-- A headline and its text that print one number are listed once.
printed as (
    select
        bridge.fact_table,
        bridge.fact_id,
        figures.article_id,
        figures.outlet_id,
        count(*) as figure_count,
        min(figures.char_start) as char_start,
        arg_min(figures.figure_text, (figures.char_start, figures.figure_id)) as figure_text,
        arg_min(bridge.role, (bridge.role <> 'chosen', figures.char_start, figures.figure_id))
            as role,
        bridge.role in ('conflicts', 'superseded', 'corrected') as is_disagreeing
    from {{ ref('bridge_fact_figures') }} as bridge
    inner join disputes
        on bridge.fact_table = disputes.fact_table and bridge.fact_id = disputes.fact_id
    inner join {{ ref('fct_figures') }} as figures on bridge.figure_id = figures.figure_id
    where bridge.role <> 'part_of'
    group by
        bridge.fact_table, bridge.fact_id, figures.article_id, figures.outlet_id,
        figures.value, figures.lower, figures.upper,
        bridge.role in ('conflicts', 'superseded', 'corrected')
),

behind as (
    select
        printed.fact_table,
        printed.fact_id,
        coalesce(
            sum(printed.figure_count) filter (where printed.is_disagreeing), 0
        )::bigint as disagreeing_figures,
        string_agg(
            concat(
                outlets.outlet_name, ', ', coalesce(articles.published_date::varchar, '?'),
                ': ', printed.figure_text, ' (', printed.role, ')'
            ),
            '; ' order by
                articles.published_date, outlets.outlet_name, printed.char_start,
                printed.article_id
        ) as figures_text
    from printed
    inner join {{ ref('dim_article') }} as articles on printed.article_id = articles.article_id
    inner join {{ ref('dim_outlet') }} as outlets on printed.outlet_id = outlets.outlet_id
    group by printed.fact_table, printed.fact_id
)

select
    facts.fact_table,
    facts.fact_id,
    facts.operation_id,
    facts.operation_name,
    facts.campaign_id,
    facts.campaign_name,
    facts.subject,
    facts.measure_id,
    facts.measure_name,
    facts.category_id,
    facts.category_name,
    facts.agency_id,
    facts.agency_name,
    facts.country_id,
    facts.country_name,
    facts.start_date,
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
