with

counts as (
    select * from {{ ref('int_counts') }}
    where pot_kind = 'period' and fold = 'row'
),

windows as (
    select
        figures.group_id,
        any_value(windows.region_id) as region_id,
        any_value(windows.period_start) as period_start,
        any_value(windows.period_end) as period_end,
        any_value(windows.agency_id) as agency_id,
        any_value(windows.subject) as subject,
        any_value(windows.campaign_id) as campaign_id
    from {{ ref('int_grouped_figures') }} as figures
    inner join {{ ref('int_period_windows') }} as windows
        on figures.figure_id = windows.figure_id
    where figures.group_id is not null
    group by figures.group_id
)

select
    counts.group_id,
    {{ short_key('per', ['counts.group_id']) }} as fact_id,
    windows.campaign_id,
    windows.agency_id,
    windows.region_id,
    windows.subject,
    counts.measure_id,
    counts.category_id,
    windows.period_start as period_start_date,
    windows.period_end as period_end_date,
    counts.first_reported_date,
    counts.count_value,
    counts.count_low,
    counts.count_high,
    counts.count_kind,
    counts.count_text,
    counts.figure_count,
    counts.article_count,
    counts.outlet_count,
    counts.has_conflict,
    counts.dissent_count,
    counts.resolution
from counts
inner join windows on counts.group_id = windows.group_id
