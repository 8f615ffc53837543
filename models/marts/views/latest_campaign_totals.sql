select * exclude (is_latest)
from {{ ref('campaign_totals') }}
where is_latest
