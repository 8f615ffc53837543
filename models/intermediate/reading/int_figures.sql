{{ scoped('int_changed_articles', 'article_id', remember=true) }}
with

figures as (
    select * from {{ ref('int_figures_read') }}
),

changes as (
    select * from {{ ref('int_figure_changes') }}
),

roles as (
    select * from {{ ref('measure_roles') }}
),

changed as (
    select
        figures.figure_id,
        figures.article_id,
        figures.sentence_number,
        figures.char_start,
        figures.char_end,
        figures.figure_text,
        figures.counted,
        figures.agency,
        figures.campaign_key as read_campaign_key,
        {{ corrected('figures.value', 'changes.new_value', 'bigint') }} as value,
        {{ corrected('figures.lower', 'coalesce(changes.new_lower, changes.new_value)', 'bigint') }}
            as lower,
        {{ corrected('figures.upper', 'coalesce(changes.new_upper, changes.new_value)', 'bigint') }}
            as upper,
        coalesce(
            changes.new_qualifier,
            case when changes.new_value is not null then 'exact' end,
            figures.qualifier
        ) as qualifier,
        coalesce(changes.new_measure, figures.measure_id) as measure_id,
        coalesce(changes.new_category, figures.category_id) as category_id,
        {{ corrected('figures.agency_id', 'changes.new_agency_id', 'varchar') }} as agency_id,
        nullif({{ corrected('figures.region_id', 'changes.new_region', 'varchar') }}, 'ZZ')
            as region_id,
        {{ corrected('figures.period_start', 'changes.new_period_start', 'date') }}
            as period_start,
        {{ corrected('figures.period_end', 'changes.new_period_end', 'date') }} as period_end,
        coalesce(changes.new_scope, figures.scope) as scope,
        {{ corrected('figures.campaign', 'changes.new_campaign', 'varchar') }} as campaign,
        {{ corrected('figures.part_of', 'changes.new_part_of', 'integer') }} as part_of,
        changes.new_campaign is not null as has_new_campaign,
        coalesce(changes.is_excluded, false) as is_excluded,
        changes.figure_id is not null as is_corrected_by_person
    from figures
    left join changes on figures.figure_id = changes.figure_id
)

select
    changed.figure_id,
    changed.article_id,
    changed.sentence_number,
    changed.char_start,
    changed.char_end,
    changed.figure_text,
    changed.counted,
    changed.agency,
    changed.value,
    changed.lower,
    changed.upper,
    changed.qualifier,
    changed.measure_id,
    changed.category_id,
    changed.region_id,
    changed.period_start,
    changed.period_end,
    changed.scope,
    changed.campaign,
    changed.part_of,
    changed.is_excluded,
    changed.is_corrected_by_person,
    roles.is_police_action,
    roles.is_incident,
    coalesce(changed.agency_id, 'unknown') as agency_id,
    substr(changed.region_id, 1, 2) as country_id,
    case
        when changed.has_new_campaign
            then regexp_replace(lower(changed.campaign), '^(operation|plan) ', '')
        else changed.read_campaign_key
    end as campaign_key
from changed
inner join roles on changed.measure_id = roles.measure_id
