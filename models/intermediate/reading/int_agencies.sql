{#- Agencies that the seeds list, and those inferred from their names. -#}
{{ config(materialized='remembered') }}
with

listed as (
    select * from {{ ref('agencies') }}
),

figures as (
    select distinct
        agency_id,
        agency
    from {{ ref('int_figures') }}
),

readings as (
    select distinct
        outlet_agency_id,
        outlet_name
    from {{ ref('stg_readings') }}
    where outlet_agency_id is not null
),

corrections as (
    select * from {{ ref('int_corrections') }}
    where field = 'agency_id' and action in ('add', 'change')
),

-- Thousands of agencies in millions of mentions: what is said of one alike is looked at once.
mentions as (
    select distinct
        mention_key,
        name,
        region_id,
        detail
    from {{ ref('stg_mentions') }}
    where kind = 'agency' and mention_key is not null
),

regions as (
    select * from {{ ref('regions') }}
),

seen as (
    select
        agency_id,
        agency as agency_name
    from figures
    union all
    select
        outlet_agency_id as agency_id,
        outlet_name as agency_name
    from readings
    union all
    select
        mention_key as agency_id,
        null as agency_name
    from mentions
    union all
    select
        new_value as agency_id,
        null as agency_name
    from corrections
),

ranked as (
    select
        mention_key as agency_id,
        arg_min(
            struct_pack(name := name, region_id := region_id, detail := detail),
            (
                (region_id is null)::integer,
                (detail is null)::integer,
                -coalesce(length(name), 0),
                coalesce(name, ''),
                coalesce(region_id, ''),
                coalesce(detail, '')
            )
        ) as best
    from mentions
    group by mention_key
),

described as (
    select
        ranked.agency_id,
        ranked.best.name as agency_name,
        ranked.best.region_id,
        split_part(ranked.best.detail, ':', 1) as kind
    from ranked
),

inferred as (
    select
        seen.agency_id,
        coalesce(any_value(described.agency_name), min(seen.agency_name)) as agency_name,
        any_value(described.region_id) as region_id,
        any_value(described.kind) as kind
    from seen
    anti join listed on seen.agency_id = listed.agency_id
    left join described on seen.agency_id = described.agency_id
    where seen.agency_id <> 'unknown'
    group by seen.agency_id
)

select
    agency_id,
    agency_name,
    kind,
    coalesce(country_id, 'ZZ') as country_id,
    nullif(parent_agency_id, '') as parent_agency_id,
    true as is_listed
from listed
union all
select
    inferred.agency_id,
    coalesce(inferred.agency_name, inferred.agency_id) as agency_name,
    coalesce(inferred.kind, 'unknown') as kind,
    coalesce(regions.country_id, named.country_id, 'ZZ') as country_id,
    null as parent_agency_id,
    false as is_listed
from inferred
left join regions on inferred.region_id = regions.region_id
left join regions as named on upper(substr(inferred.agency_id, 1, 2)) = named.region_id
