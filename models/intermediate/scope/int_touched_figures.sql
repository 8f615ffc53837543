{#- Figures of what is worked out anew, and those that stood there before. -#}
with

pots as (
    select * from {{ ref('int_pots') }}
),

figures as (
    select * from {{ ref('int_figures') }}
),

old_figures as (
    select * from {{ before('int_figures') }}
),

totals as (
    select * from {{ ref('int_changed_totals') }}
)

select figure_id from pots
union
select figure_id
from figures
where {{ in_scope('int_fresh_articles', 'article_id') }}
union
select figure_id from old_figures
union
select figure_id from totals
