{{ scoped('int_touched_figures', 'figure_id') }}
with

figures as (
    select * from {{ ref('int_figures') }}
    where {{ in_scope('int_touched_figures', 'figure_id') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

-- Step by step, so that no more than one step has to be kept in memory: first what stands where,
-- then its words, then the keys, then all of it.
positions as (
    select
        article_id,
        list(distinct sentence_number) as sentence_numbers
    from figures
    group by article_id
),

sentences as (
    select
        sentences.article_id,
        list(
            struct_pack(
                sentence_number := sentences.sentence_number,
                char_start := sentences.char_start,
                char_end := sentences.char_end
            )
        ) as spans
    from {{ ref('stg_sentences') }} as sentences
    inner join positions on sentences.article_id = positions.article_id
    where list_contains(positions.sentence_numbers, sentences.sentence_number)
    group by sentences.article_id
),

-- The texts pass by, one article after the other, and only the sentences stay.
spans as (
    select
        texts.article_id,
        texts.text,
        unnest(sentences.spans) as span
    from {{ ref('stg_articles') }} as texts
    inner join sentences on texts.article_id = sentences.article_id
),

quotes as materialized (
    select
        spans.article_id,
        spans.span.sentence_number,
        spans.span.char_start as sentence_start,
        substr(
            spans.text, spans.span.char_start + 1, spans.span.char_end - spans.span.char_start
        ) as sentence_text
    from spans
),

keys as materialized (
    select
        figures.figure_id,
        members.operation_id,
        campaigns.campaign_id,
        wholes.whole_figure_id,
        landings.landed_in
    from figures
    inner join {{ ref('int_landings') }} as landings on figures.figure_id = landings.figure_id
    left join {{ ref('int_figure_wholes') }} as wholes on figures.figure_id = wholes.figure_id
    left join {{ ref('int_report_figures') }} as report_figures
        on figures.figure_id = report_figures.figure_id
    left join {{ ref('int_operation_members') }} as members
        on report_figures.report_id = members.report_id
    left join {{ ref('int_figure_campaigns') }} as campaigns
        on figures.figure_id = campaigns.figure_id
)

select
    figures.figure_id,
    figures.article_id,
    articles.outlet_id,
    keys.operation_id,
    keys.campaign_id,
    figures.agency_id,
    coalesce(figures.region_id, 'ZZ') as region_id,
    figures.measure_id,
    figures.category_id,
    {{ date_key('figures.period_start') }} as period_start_date_id,
    {{ date_key('figures.period_end') }} as period_end_date_id,
    {{ date_key('articles.published_date') }} as published_date_id,
    keys.whole_figure_id as part_of_figure_id,
    keys.landed_in,
    figures.sentence_number,
    quotes.sentence_start,
    quotes.sentence_text,
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
inner join quotes
    on
        figures.article_id = quotes.article_id
        and figures.sentence_number = quotes.sentence_number
inner join keys on figures.figure_id = keys.figure_id
