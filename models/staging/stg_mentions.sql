with

source as (
    select * from {{ source('raw', 'mentions') }}
),

newest as (
    select reading_number from {{ ref('stg_readings') }}
),

renamed as (
    select
        -- ids
        source.article_id,
        source.mention_number,
        source.sentence_number,

        -- text and keys
        source.kind,
        source.key as mention_key,
        source.name,
        source.region as region_id,
        source.detail,

        -- numbers
        source.weight,
        source.from_value,
        source.to_value,
        source.char_start,
        source.char_end
    from source
    inner join newest on source.reading_number = newest.reading_number
)

select * from renamed
