with

source as (
    select * from {{ source('raw', 'mentions') }}
    where kind = 'signature'
),

renamed as (
    select
        -- ids
        article_id,

        -- text and keys
        {{ hashed('key') }} as band,

        -- numbers
        reading_number
    from source
)

select * from renamed
