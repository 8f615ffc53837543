with

source as (
    select * from {{ source('raw', 'mentions') }}
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
