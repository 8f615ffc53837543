with

source as (
    select
        reading_number,
        article_id,
        unnest(bands) as band_hash,
        generate_subscripts(bands, 1) as band_number
    from {{ source('raw', 'signatures') }}
),

renamed as (
    select
        -- ids
        article_id,

        -- numbers
        reading_number,
        band_number * 4294967296 + band_hash as band
    from source
)

select * from renamed
