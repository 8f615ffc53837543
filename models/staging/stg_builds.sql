with

source as (
    select * from {{ source('raw', 'builds') }}
),

renamed as (
    select
        -- ids
        invocation_id,

        -- text
        command,
        outcome,
        project_state,

        -- numbers
        build_number,
        newest_reading,

        -- flags
        is_whole,
        starts_over
    from source
)

select * from renamed
