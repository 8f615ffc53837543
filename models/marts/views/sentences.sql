with

facts as (
    select * from {{ ref('facts') }}
),

behind as (
    select * from {{ ref('bridge_fact_figures') }}
),

figures as (
    select * from {{ ref('fct_figures') }}
),

articles as (
    select * from {{ ref('dim_article') }}
),

outlets as (
    select * from {{ ref('dim_outlet') }}
)

select
    behind.fact_table,
    behind.fact_id,
    behind.figure_id,
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
    facts.region_id,
    facts.region_name,
    facts.country_id,
    facts.country_name,
    facts.start_date,
    facts.count_text,
    behind.role,
    behind.reason,
    figures.figure_text,
    figures.sentence_text,
    outlets.outlet_name,
    articles.published_date,
    articles.title,
    articles.url
from behind
inner join facts
    on behind.fact_id = facts.fact_id and behind.fact_table = facts.fact_table
inner join figures on behind.figure_id = figures.figure_id
inner join articles on figures.article_id = articles.article_id
inner join outlets on articles.outlet_id = outlets.outlet_id
