{#- Totals as printed, of campaigns and of closed windows: a few among all figures. -#}
{{ scoped('int_changed_articles', 'article_id') }}
with

figures as (
    select * from {{ made('int_figures') }}
)

select
    figure_id,
    article_id,
    sentence_number,
    char_start,
    char_end,
    figure_text,
    counted,
    agency,
    value,
    lower,
    upper,
    qualifier,
    measure_id,
    category_id,
    region_id,
    period_start,
    period_end,
    scope,
    campaign,
    part_of,
    is_excluded,
    is_corrected_by_person,
    is_police_action,
    is_incident,
    agency_id,
    country_id,
    campaign_key
from figures
where scope <> 'operation'
