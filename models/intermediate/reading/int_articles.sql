{{ scoped('int_changed_articles', 'article_id') }}
with

articles as (
    select * from {{ ref('stg_articles') }}
    where {{ in_scope('int_changed_articles', 'article_id') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

outlets as (
    select * from {{ ref('int_outlets') }}
),

subjects as (
    select * from {{ ref('int_article_subjects') }}
)

select
    articles.article_id,
    articles.arrival_number,
    articles.published_date,
    articles.published_at,
    readings.outlet_id,
    readings.reader_hash,
    outlets.agency_id as outlet_agency_id,
    outlets.is_official as is_release,
    outlets.independence_group,
    coalesce(subjects.subject, 'unknown') as subject
from articles
inner join readings on articles.article_id = readings.article_id
inner join outlets on readings.outlet_id = outlets.outlet_id
left join subjects on articles.article_id = subjects.article_id
