{{ scoped('int_fresh_articles', 'article_id') }}
with

numbers as (
    select * from {{ made('int_report_numbers') }}
    where is_plain and not is_part
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

-- One plain number a category, and no category that lies in another of the report.
single as (
    select
        report_id,
        article_id,
        compared_as,
        category_id,
        min(value) as value
    from numbers
    group by report_id, article_id, compared_as, category_id
    having count(distinct value) = 1
),

nested as (
    select distinct
        narrower.report_id,
        narrower.compared_as,
        narrower.category_id
    from single as narrower
    inner join single as wider
        on narrower.report_id = wider.report_id and narrower.compared_as = wider.compared_as
    inner join nesting
        on
            narrower.category_id = nesting.narrower_category_id
            and wider.category_id = nesting.wider_category_id
)

select
    single.report_id,
    single.article_id,
    single.compared_as,
    sum(single.value)::bigint as value,
    count(*) as category_count
from single
anti join nested
    on
        single.report_id = nested.report_id
        and single.compared_as = nested.compared_as
        and single.category_id = nested.category_id
group by single.report_id, single.article_id, single.compared_as
having count(*) > 1
