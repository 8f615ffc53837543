{#-
    Reports whose pairs are worked out anew: those that are fresh, and those of a day that has
    become too crowded to look at, or ceased to be.
-#}
with

keys as (
    select * from {{ ref('int_block_keys') }}
    where is_day_key
),

changed as (
    {{ changed_rows('int_crowded_days') }}
)

select report_id from {{ ref('int_fresh_reports') }}
union
select keys.report_id
from keys
inner join changed on keys.block_key = changed.block_key
