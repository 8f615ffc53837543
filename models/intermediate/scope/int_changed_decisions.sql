{#- What people decided anew, or took back, since the last build. -#}
with

changed as (
    {{ changed_rows('int_decisions') }}
)

select distinct target_id
from changed
