-- Where do outlets disagree, and what settled it?
-- One row per fact on which printed figures contradict each other; an unsettled one has no count.
select
    country_id,
    measure_id,
    category_id,
    count_text as believed,
    disagreeing_figures,
    figures_text as printed,
    if(is_resolved, resolution, 'nothing') as settled_by
from disagreements
order by is_resolved, country_id, measure_id, category_id;
