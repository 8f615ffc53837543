with

source as (
    select * from {{ source('raw', 'sentences') }}
),

newest as (
    select max(reading_number) as reading_number
    from {{ source('raw', 'readings') }}
    group by article_id
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
