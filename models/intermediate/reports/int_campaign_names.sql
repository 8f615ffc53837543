{{ config(materialized='remembered') }}
with

figures as (
    select * from {{ ref('int_total_figures') }}
)

-- A name is a campaign's where an article prints a total under it, else an operation's.
select distinct
    campaign_key,
    coalesce(country_id, 'ZZ') as country_id
from figures
where campaign_key is not null
