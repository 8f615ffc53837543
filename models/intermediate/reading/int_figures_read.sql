with

figures as (
    select * from {{ ref('stg_figures') }}
    where {{ in_scope('int_changed_articles', 'reading_number') }}
),

measures as (
    select * from {{ ref('measures') }}
),

added as (
    select * from {{ ref('int_corrections') }}
    where is_figure and is_newest and action = 'add' and field = 'measure'
),

-- A person may say that a number was also of another measure ("arrested and charged 12").
also_of as (
    select
        figures.* replace (
            {{ short_key('fig', ['figures.article_id', 'figures.char_start', 'added.new_value']) }}
                as figure_id,
            added.new_value as measure_id,
            measures.default_category as category_id
        )
    from figures
    inner join added on figures.figure_id = added.target_id
    inner join measures on added.new_value = measures.measure_id
)

select
    figure_id,
    article_id,
    sentence_number,
    figure_text,
    qualifier,
    counted,
    agency,
    scope,
    campaign,
    measure_id,
    category_id,
    agency_id,
    region_id,
    campaign_key,
    value,
    lower,
    upper,
    char_start,
    char_end,
    part_of,
    period_start,
    period_end
from figures
union all
select
    also_of.figure_id,
    also_of.article_id,
    also_of.sentence_number,
    also_of.figure_text,
    also_of.qualifier,
    also_of.counted,
    also_of.agency,
    also_of.scope,
    also_of.campaign,
    also_of.measure_id,
    also_of.category_id,
    also_of.agency_id,
    also_of.region_id,
    also_of.campaign_key,
    also_of.value,
    also_of.lower,
    also_of.upper,
    also_of.char_start,
    also_of.char_end,
    also_of.part_of,
    also_of.period_start,
    also_of.period_end
from also_of
anti join figures on also_of.figure_id = figures.figure_id
