with

source as (
    select * from {{ source('raw', 'rejects') }}
),

renamed as (
    select
        -- ids
        run_id,

        -- text
        source_path,
        reason as reject_reason,
        detail as reject_detail,
        excerpt,

        -- numbers
        record_number,

        -- dates
        rejected_at
    from source
)

select * from renamed
