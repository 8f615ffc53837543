{#- The smallest region that covers what the whole operation counts. -#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
    where pot_kind = 'operation' and fold in ('row', 'sum', 'below') and not is_copy
),

roles as (
    select distinct
        figure_id,
        role in ('chosen', 'corroborates', 'rounds', 'conflicts') as is_standing
    from {{ ref('int_figure_roles') }}
),

parts as (
    select distinct pot_id as operation_id
    from {{ ref('int_grouped_figures') }}
    where pot_kind = 'operation' and fold in ('part', 'nested') and region_id is not null
),

actions as (
    select
        *,
        bool_or(is_police_action) over (partition by pot_id) as has_action,
        bool_or(is_incident) over (partition by pot_id) as has_incident
    from figures
),

-- Of the figures of one count those told most closely place it: the release's, if there is one.
placed as (
    select
        actions.pot_id as operation_id,
        actions.family_id,
        actions.category_id,
        actions.region_id,
        actions.is_release,
        parts.operation_id is not null as has_parts,
        bool_or(actions.is_release and actions.region_id is not null) over one_count as has_release
    from actions
    left join roles on actions.figure_id = roles.figure_id
    left join parts on actions.pot_id = parts.operation_id
    where
        coalesce(roles.is_standing, true)
        and case
            when actions.has_action then actions.is_police_action
            when actions.has_incident then actions.is_incident
            else true
        end
    window one_count as (partition by actions.family_id, actions.category_id)
),

-- No place at all: several countries where parts of it lie in some, else not known.
counts as (
    select
        operation_id,
        family_id,
        category_id,
        bool_or(region_id is null and has_parts) and count(region_id) < count(*) as is_wide,
        case
            when count(distinct substr(region_id, 1, 2)) > 1 then 'ZZ'
            when count(distinct region_id) filter (where length(region_id) > 2) = 1
                then min(region_id) filter (where length(region_id) > 2)
            when count(distinct substr(region_id, 1, 2)) = 1 then min(substr(region_id, 1, 2))
        end as region_id
    from placed
    where is_release or not has_release
    group by operation_id, family_id, category_id
)

select
    operation_id,
    case
        when bool_or(region_id = 'ZZ') or count(distinct substr(region_id, 1, 2)) > 1 then 'ZZ'
        when bool_or(is_wide and region_id is null) then 'ZZ'
        when count(distinct region_id) = 1 then min(region_id)
        else coalesce(min(substr(region_id, 1, 2)), 'ZZ')
    end as region_id
from counts
group by operation_id
