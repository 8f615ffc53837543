-- Which printed figures stand behind no fact, and why?
-- `landed_in` is a fact table for every other figure; here it is the reason.
select
    landed_in as reason,
    outlet_name,
    figure_text,
    measure_id,
    sentence_text
from figures
where not starts_with(landed_in, 'fct_')
order by landed_in, outlet_name, sentence_text, char_start;
