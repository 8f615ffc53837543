with

figures as (
    select * from {{ ref('int_figures') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

operations as (
    select * from {{ ref('dim_operation') }}
),

used as (
    select period_start as date_day from figures
    union
    select period_end as date_day from figures
    union
    select published_date as date_day from articles
    union
    select start_date as date_day from operations
    union
    select end_date as date_day from operations
),

-- Whole years from the first to the last that is used, so that a chart has no gaps; what lies far
-- off stands alone.
spans as (
    select
        greatest(date_trunc('year', min(date_day))::date, date '1900-01-01') as first_day,
        least((date_trunc('year', max(date_day)) + interval 1 year)::date, date '2101-01-01')
            as last_day
    from used
),

series as (
    select {{ days_between('first_day', 'last_day') }} as date_day
    from spans
    where first_day <= last_day
),

days as (
    select date_day from series
    union
    select date_day from used
    where date_day is not null
)

select
    {{ date_key('date_day') }} as date_id,
    date_day,
    year(date_day)::integer as year,
    quarter(date_day)::integer as quarter,
    month(date_day)::integer as month,
    week(date_day)::integer as week,
    day(date_day)::integer as day_of_month,
    monthname(date_day) as month_name,
    dayname(date_day) as day_name,
    strftime(date_day, '%Y-%m') as year_month
from days
union all
select
    0 as date_id,
    null as date_day,
    null as year,
    null as quarter,
    null as month,
    null as week,
    null as day_of_month,
    null as month_name,
    null as day_name,
    'unknown' as year_month
