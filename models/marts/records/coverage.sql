with

articles as (
    select * from {{ ref('int_articles') }}
),

with_figures as (
    select distinct article_id from {{ ref('int_figures') }}
),

months as (
    select
        articles.article_id,
        articles.outlet_id,
        date_trunc('month', articles.published_date)::date as month_start,
        with_figures.article_id is not null as has_figures
    from articles
    left join with_figures on articles.article_id = with_figures.article_id
)

select
    {{ short_key('cov', ['outlet_id', 'month_start']) }} as coverage_id,
    outlet_id,
    month_start,
    count(*) as articles_read,
    count(*) filter (where has_figures) as articles_with_figures
from months
group by outlet_id, month_start
