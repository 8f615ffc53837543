with

source as (
    select * from {{ source('raw', 'mentions') }}
),

outdated as (
    select reading_number from {{ ref('stg_outdated_readings') }}
),

renamed as (
    select
        -- ids
        source.article_id,
        source.reading_number,
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
    anti join outdated on source.reading_number = outdated.reading_number
)

select * from renamed
