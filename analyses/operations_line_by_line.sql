-- What happened in each operation: who was arrested, who was rescued, and how well is it known?
-- One row per operation. A null count is explained by its status.
select
    start_date,
    country_name,
    region_name,
    subject,
    arrested,
    arrested_status,
    rescued,
    rescued_status,
    article_count as articles,
    outlet_count as outlets
from operations
order by start_date, region_name;
