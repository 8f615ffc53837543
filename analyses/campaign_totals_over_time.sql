-- What stood in each campaign's totals at each date, and by how much had they risen?
-- The totals are levels: never add them up. The rise is an interval, because totals have bounds.
select
    campaign_totals.campaign_name,
    campaign_totals.measure_name,
    campaign_totals.category_name,
    campaign_totals.as_of_date,
    campaign_totals.count_text as stood_at,
    campaign_rises.rise_low as rose_at_least,
    campaign_rises.rise_high as rose_at_most
from campaign_totals
left join campaign_rises
    on campaign_totals.campaign_total_id = campaign_rises.campaign_total_id
order by
    campaign_totals.campaign_name,
    campaign_totals.measure_name,
    campaign_totals.category_name,
    campaign_totals.as_of_date;
