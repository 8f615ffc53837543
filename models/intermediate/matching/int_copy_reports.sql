{#- A copy's report goes with the report of its original that prints the most of its numbers. -#}
{{ scoped('int_fresh_articles', 'article_id') }}
with

reports as (
    select * from {{ ref('int_reports') }}
),

articles as (
    select * from {{ ref('int_originals') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

numbers as (
    select * from {{ ref('int_report_numbers') }}
),

originals as (
    select
        copy.report_id,
        copy.article_id,
        original.report_id as original_report_id,
        count(shared.value) as shared_count
    from reports as copy
    inner join articles on copy.article_id = articles.article_id
    inner join reports as original on articles.original_article_id = original.article_id
    inner join numbers as own on copy.report_id = own.report_id
    left join numbers as shared
        on
            original.report_id = shared.report_id
            and own.measure_id = shared.measure_id
            and own.value = shared.value
    group by copy.report_id, copy.article_id, original.report_id
)

select
    report_id,
    article_id,
    original_report_id
from originals
where shared_count > 0
qualify row_number() over (
    partition by report_id order by shared_count desc, original_report_id asc
) = 1
