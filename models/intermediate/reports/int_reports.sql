{{ scoped('int_fresh_articles', 'article_id', remember=true) }}
with

report_figures as (
    select * from {{ made('int_report_figures') }}
),

figures as (
    select * from {{ made('int_operation_figures') }}
),

articles as (
    select * from {{ ref('int_articles') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

-- A name that the article gives, and no figure carries, is the report's where it is the only one.
named as (
    select
        mentions.report_id,
        min(mentions.mention_key) as operation_key
    from {{ ref('int_report_mentions') }} as mentions
    anti join {{ ref('int_campaign_names') }} as campaign_names
        on mentions.mention_key = campaign_names.campaign_key
    where mentions.kind = 'operation' and mentions.mention_key is not null
    group by mentions.report_id
    having count(distinct mentions.mention_key) = 1
),

subjects as (
    select * from {{ ref('int_report_subjects') }}
),

told as (
    select
        figures.*,
        report_figures.report_id,
        figures.is_police_action and not figures.is_part as is_action,
        -- Where no police action is told, deaths and cases date and place the report.
        bool_or(figures.is_police_action)
            over (partition by report_figures.report_id) as has_action
    from report_figures
    inner join figures on report_figures.figure_id = figures.figure_id
),

summed as (
    select
        report_id,
        article_id,
        min(char_start) as char_start,
        bool_or(has_action) as has_action,
        min(period_start) filter (where is_police_action or (is_incident and not has_action))
            as hull_start,
        max(period_end) filter (where is_police_action or (is_incident and not has_action))
            as hull_end,
        min(period_start) as any_start,
        -- A whole without a place may lie in several countries: then no place holds the report.
        count(*) filter (
            where not is_part and region_id is null and is_police_action = has_action
        ) as unplaced_count,
        count(distinct region_id) filter (where not is_part) as region_count,
        count(distinct country_id) filter (where not is_part) as country_count,
        min(region_id) filter (where not is_part) as first_region_id,
        min(country_id) filter (where not is_part) as country_id,
        count(distinct region_id) filter (where not is_part and length(region_id) > 2)
            as place_count,
        min(region_id) filter (where not is_part and length(region_id) > 2) as first_place_id,
        min(operation_key) as operation_key,
        min(campaign_key) filter (where is_under_campaign) as campaign_key,
        count(*) as figure_count
    from told
    group by report_id, article_id
)

select
    summed.report_id,
    summed.article_id,
    summed.char_start,
    summed.has_action,
    summed.hull_start,
    summed.campaign_key,
    summed.figure_count,
    articles.arrival_number,
    articles.published_date,
    articles.outlet_id,
    articles.independence_group,
    articles.is_release,
    'op_' || substr(summed.report_id, 5) as operation_id,
    coalesce(summed.hull_end, summed.hull_start) as hull_end,
    coalesce(summed.hull_start, summed.any_start) as known_start,
    case
        when summed.unplaced_count > 0 then null
        when summed.region_count = 1 then summed.first_region_id
        when summed.country_count = 1 then summed.country_id
    end as region_id,
    -- Where some of its figures name the country alone, its one first-level place is told as well.
    case
        when summed.unplaced_count = 0 and summed.country_count = 1 and summed.place_count = 1
            then summed.first_place_id
    end as place_id,
    case when summed.country_count = 1 then summed.country_id end as country_id,
    coalesce(summed.operation_key, named.operation_key) as operation_key,
    coalesce(subjects.subject, articles.subject) as subject
from summed
inner join articles on summed.article_id = articles.article_id
left join named on summed.report_id = named.report_id
left join subjects on summed.report_id = subjects.report_id
