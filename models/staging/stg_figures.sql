with

source as (
    select * from {{ source('raw', 'figures') }}
),

outdated as (
    select reading_number from {{ ref('stg_outdated_readings') }}
),

renamed as (
    select
        -- ids
        source.figure_id,
        source.article_id,
        source.reading_number,
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
    anti join outdated on source.reading_number = outdated.reading_number
)

select * from renamed
