with

source as (
    select * from {{ source('raw', 'signatures') }}
),

renamed as (
    select
        -- ids
        article_id,

        -- numbers
        reading_number,
        bands
    from source
)

select * from renamed
