with

source as (
    select * from {{ source('raw', 'sentences') }}
),

newest as (
    select reading_number from {{ ref('stg_readings') }}
),

renamed as (
    select
        -- ids
        source.article_id,
        source.sentence_number,

        -- text
        source.kind as sentence_kind,

        -- numbers
        source.char_start,
        source.char_end
    from source
    inner join newest on source.reading_number = newest.reading_number
)

select * from renamed
