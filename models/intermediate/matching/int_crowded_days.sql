{#- Days on which a place tells so much of one kind that nobody would look at the pairs. -#}
{{ config(materialized='remembered') }}
with

keys as (
    select * from {{ ref('int_day_keys') }}
)

select block_key
from keys
group by block_key
having count(*) > {{ rule_setting('review_most') }}
