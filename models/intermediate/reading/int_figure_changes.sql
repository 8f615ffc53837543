with

corrections as (
    select * from {{ ref('int_corrections') }}
    where is_figure and is_newest
)

select
    target_id as figure_id,
    max(reason) as reason,
    max(decided_by) as decided_by,
    max(decided_on) as decided_on,
    {%- for field in [
        'value', 'lower', 'upper', 'qualifier', 'measure', 'category', 'agency_id', 'region',
        'period_start', 'period_end', 'scope', 'campaign', 'part_of'
    ] %}
        max(case when action = 'change' and field = '{{ field }}' then new_value end)
            as new_{{ field }},
    {%- endfor %}
    bool_or(action = 'exclude') as is_excluded
from corrections
group by target_id
