{#- One row per group that is a row of a fact table, with what is counted of its figures. -#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
),

roles as (
    select
        figure_id,
        group_id,
        role
    from {{ ref('int_figure_roles') }}
    union all
    select
        figure_id,
        group_id,
        role
    from {{ ref('int_folded_roles') }}
),

counts as (
    select
        roles.group_id,
        count(*) as figure_count,
        count(distinct figures.article_id) as article_count,
        count(distinct figures.voice) as outlet_count,
        count(*) filter (where roles.role = 'conflicts') as dissent_count,
        min(figures.published_date) as first_reported_date,
        bool_or(figures.is_release) as has_release
    from roles
    inner join figures on roles.figure_id = figures.figure_id
    group by roles.group_id
),

heads as (
    select
        group_id,
        any_value(pot_kind) as pot_kind,
        any_value(pot_id) as pot_id,
        any_value(family_id) as family_id,
        any_value(fold) as fold,
        any_value(measure_id) as measure_id,
        any_value(category_id) as category_id,
        any_value(part_region) as part_region,
        any_value(part_agency) as part_agency
    from figures
    where group_id is not null
    group by group_id
)

select
    heads.group_id,
    heads.pot_kind,
    heads.pot_id,
    heads.family_id,
    heads.fold,
    heads.measure_id,
    heads.category_id,
    heads.part_region,
    heads.part_agency,
    counts.figure_count,
    counts.article_count,
    counts.outlet_count,
    counts.dissent_count,
    counts.first_reported_date,
    counts.has_release
from heads
inner join counts on heads.group_id = counts.group_id
