with

source as (
    select * from {{ source('raw', 'kept_aliases') }}
),

renamed as (
    select
        -- ids
        alias_id,
        report_id
    from source
)

select * from renamed
