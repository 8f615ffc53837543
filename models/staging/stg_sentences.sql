with

source as (
    select * from {{ source('raw', 'sentences') }}
),

outdated as (
    select reading_number from {{ ref('stg_outdated_readings') }}
),

renamed as (
    select
        -- ids
        source.article_id,
        source.reading_number,
        source.sentence_number,

        -- text
        source.kind as sentence_kind,

        -- numbers
        source.char_start,
        source.char_end
    from source
    anti join outdated on source.reading_number = outdated.reading_number
)

select * from renamed
