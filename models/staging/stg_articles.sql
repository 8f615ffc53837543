with

source as (
    select * from {{ source('raw', 'articles') }}
),

renamed as (
    select
        -- ids
        article_id,
        external_id,
        run_id,

        -- text
        source_name,
        title,
        url,
        text,
        source_path,

        -- numbers
        arrival_number,
        record_number,

        -- dates
        published_date,
        published_at,
        loaded_at
    from source
)

select * from renamed
