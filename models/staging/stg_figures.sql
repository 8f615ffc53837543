with

source as (
    select * from {{ source('raw', 'figures') }}
),

newest as (
    select max(reading_number) as reading_number
    from {{ source('raw', 'readings') }}
    group by article_id
),

renamed as (
    select
        -- ids
        source.figure_id,
        source.article_id,
        source.sentence_number,

        -- text
        source.figure_text,
        source.qualifier,
        source.counted,
        source.agency,
        source.scope,
        source.campaign,

        -- keys
        source.measure as measure_id,
        source.category as category_id,
        source.agency_id,
        source.region as region_id,
        source.campaign_key,

        -- numbers
        source.value,
        source.lower,
        source.upper,
        source.char_start,
        source.char_end,
        source.part_of,

        -- dates
        source.period_start,
        source.period_end
    from source
    inner join newest on source.reading_number = newest.reading_number
)

select * from renamed
