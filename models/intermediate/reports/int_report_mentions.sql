with

mentions as (
    select * from {{ ref('int_mention_figures') }}
),

report_figures as (
    select * from {{ made('int_report_figures') }}
),

reports_in_article as (
    select
        article_id,
        min(report_id) as report_id
    from report_figures
    group by article_id
    having count(distinct report_id) = 1
),

-- In an article of one report all that is named is the report's, but for subjects and campaigns,
-- which totals in the same article have as well.
told as (
    select
        mentions.*,
        coalesce(
            report_figures.report_id,
            case
                when mentions.kind not in ('subject', 'campaign')
                    then reports_in_article.report_id
            end
        ) as report_id
    from mentions
    left join report_figures on mentions.figure_id = report_figures.figure_id
    left join reports_in_article on mentions.article_id = reports_in_article.article_id
)

select
    report_id,
    article_id,
    kind,
    mention_key,
    name,
    count(*) as mention_count,
    -- What stands in the figure's own sentence tells more of it than what stands around.
    sum(coalesce(weight, 1) / (1 + sentences_away)) as weight,
    min(sentences_away) as sentences_away
from told
where report_id is not null
group by report_id, article_id, kind, mention_key, name
