{#- Days on which a place tells so much of one kind that nobody would look at the pairs. -#}
{{ config(materialized='remembered') }}
with

keys as (
    select * from {{ ref('int_block_keys') }}
    where is_day_key
)

select block_key
from keys
group by block_key
having count(*) > {{ rule_setting('review_most') }}
