with

source as (
    select * from {{ source('raw', 'runs') }}
),

renamed as (
    select
        -- ids
        run_id,

        -- text
        command,
        version,
        reader_hash,

        -- numbers
        records_read,
        articles_new,
        articles_known,
        records_rejected,
        articles_forgotten,

        -- dates
        started_at,
        finished_at
    from source
)

select * from renamed
