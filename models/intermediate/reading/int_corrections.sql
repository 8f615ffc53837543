with

corrections as (
    select
        *,
        row_number() over (order by decided_on, target_id, action, field, value) as line_order
    from {{ ref('corrections') }}
),

figures as (
    select figure_id from {{ ref('stg_figures') }}
),

ranked as (
    select
        corrections.*,
        figures.figure_id is not null as is_figure,
        row_number() over (
            partition by corrections.target_id, corrections.action, corrections.field
            order by corrections.line_order desc
        ) as newest_first
    from corrections
    left join figures on corrections.target_id = figures.figure_id
)

select
    {{ short_key('cor', ['target_id', 'action', 'field', 'value', 'line_order']) }}
        as correction_id,
    target_id,
    action,
    field,
    value as new_value,
    reason,
    decided_by,
    decided_on,
    is_figure,
    newest_first = 1 as is_newest
from ranked
