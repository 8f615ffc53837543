{#-
    Articles that came or were read anew since the last build, on whose figures a person decided
    anew, or whose outlet, or one they credit, has another standing.
-#}
with

build as (
    select * from {{ ref('int_build_scope') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

decisions as (
    select * from {{ ref('int_changed_decisions') }}
),

figures as (
    select * from {{ ref('stg_figures') }}
),

outlets as (
    select * from {{ ref('int_changed_outlets') }}
),

credits as (
    select * from {{ ref('stg_mentions') }}
    where kind = 'credit'
),

touched as (
    select figures.article_id
    from figures
    inner join decisions on figures.figure_id = decisions.target_id
    union
    select readings.article_id
    from readings
    inner join outlets on readings.outlet_id = outlets.outlet_id
    union
    select credits.article_id
    from credits
    inner join outlets on credits.mention_key = outlets.outlet_id
)

select
    readings.article_id,
    readings.reading_number
from readings
cross join build
where build.is_everything or readings.reading_number > build.last_reading
union
select
    readings.article_id,
    readings.reading_number
from readings
where readings.article_id in (select touched.article_id from touched)
