with

source as (
    select * from {{ source('raw', 'readings') }}
),

renamed as (
    select
        -- ids
        article_id,
        reading_number,
        run_id,
        outlet_id,
        outlet_agency_id,

        -- text
        reader_hash,
        figures_from,
        outlet_name,

        -- dates
        read_at
    from source
    qualify row_number() over (partition by article_id order by reading_number desc) = 1
)

select * from renamed
