with

source as (
    select * from {{ source('raw', 'readings') }}
),

outdated as (
    select reading_number from {{ ref('stg_outdated_readings') }}
),

renamed as (
    select
        -- ids
        source.article_id,
        source.reading_number,
        source.run_id,
        source.outlet_id,
        source.outlet_agency_id,

        -- text
        source.reader_hash,
        source.figures_from,
        source.outlet_name,

        -- dates
        source.read_at
    from source
    anti join outdated on source.reading_number = outdated.reading_number
)

select * from renamed
