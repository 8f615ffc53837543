{{ scoped('int_touched_figures', 'figure_id') }}
with

figures as (
    select * from {{ ref('int_figures') }}
    where {{ in_scope('int_touched_figures', 'figure_id') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

own_articles as (
    select distinct article_id from figures
),

texts as (
    select
        texts.article_id,
        texts.text
    from {{ ref('stg_articles') }} as texts
    inner join own_articles on texts.article_id = own_articles.article_id
),

sentences as (
    select sentences.*
    from {{ ref('stg_sentences') }} as sentences
    inner join own_articles on sentences.article_id = own_articles.article_id
),

wholes as (
    select * from {{ ref('int_figure_wholes') }}
),

landings as (
    select * from {{ ref('int_landings') }}
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
),

keys as (
    select * from {{ ref('int_figure_campaigns') }}
)

select
    figures.figure_id,
    figures.article_id,
    articles.outlet_id,
    members.operation_id,
    keys.campaign_id,
    figures.agency_id,
    coalesce(figures.region_id, 'ZZ') as region_id,
    figures.measure_id,
    figures.category_id,
    {{ date_key('figures.period_start') }} as period_start_date_id,
    {{ date_key('figures.period_end') }} as period_end_date_id,
    {{ date_key('articles.published_date') }} as published_date_id,
    wholes.whole_figure_id as part_of_figure_id,
    landings.landed_in,
    figures.sentence_number,
    sentences.char_start as sentence_start,
    substr(
        texts.text, sentences.char_start + 1, sentences.char_end - sentences.char_start
    ) as sentence_text,
    figures.char_start,
    figures.char_end,
    figures.figure_text,
    figures.value,
    figures.lower,
    figures.upper,
    figures.qualifier,
    figures.measure_id as measure,
    figures.counted,
    figures.category_id as category,
    figures.agency,
    figures.region_id as region,
    figures.period_start,
    figures.period_end,
    figures.scope,
    figures.campaign,
    figures.part_of
from figures
inner join articles on figures.article_id = articles.article_id
inner join texts on figures.article_id = texts.article_id
inner join sentences
    on
        figures.article_id = sentences.article_id
        and figures.sentence_number = sentences.sentence_number
inner join landings on figures.figure_id = landings.figure_id
left join wholes on figures.figure_id = wholes.figure_id
left join report_figures on figures.figure_id = report_figures.figure_id
left join members on report_figures.report_id = members.report_id
left join keys on figures.figure_id = keys.figure_id
