{#- Few: a table, so that the views of raw need only leave these out. -#}
{{ config(materialized='rebuilt_table') }}
with

source as (
    select * from {{ source('raw', 'readings') }}
),

reread as (
    select
        article_id,
        max(reading_number) as newest_reading
    from source
    group by article_id
    having count(*) > 1
),

renamed as (
    select
        -- ids
        source.article_id,

        -- numbers
        source.reading_number
    from source
    inner join reread on source.article_id = reread.article_id
    where source.reading_number < reread.newest_reading
)

select * from renamed
