-- Of a campaign's snapshots of one count exactly one is the latest, and none lies after it.
select
    campaign_id,
    measure_id,
    category_id
from {{ ref('fct_campaigns') }}
group by campaign_id, measure_id, category_id
having
    count(*) filter (where is_latest) <> 1
    or max(as_of_date) <> max(as_of_date) filter (where is_latest)
