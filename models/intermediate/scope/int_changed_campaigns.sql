{#- Campaigns that are described in another way than at the last build, before or now. -#}
with

changed as (
    {{ changed_rows('int_campaigns') }}
)

select distinct
    campaign_id,
    campaign_key
from changed
