{#-
    Articles whose doubtful pairs are worked out anew: those of which a report is fresh, has other
    pairs, or may stand in another operation.
-#}
with

reports as (
    select
        report_id,
        article_id
    from {{ ref('int_reports') }}
)

select article_id from {{ ref('int_fresh_articles') }}
union
select article_id
from reports
where {{ in_scope('int_touched_reports', 'report_id') }}
union
select article_id
from reports
where {{ in_scope('int_paired_reports', 'report_id') }}
