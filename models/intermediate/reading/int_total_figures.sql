{#- Totals as printed, of campaigns and of closed windows: a few among all figures. -#}
{{ scoped('int_changed_articles', 'article_id') }}
with

figures as (
    select * from {{ made('int_figures') }}
)

select *
from figures
where scope <> 'operation'
