{#- Totals that stand elsewhere than at the last build, before or now, or whose article changed. -#}
with

moved as (
    {{ changed_rows('int_total_pots') }}
),

totals as (
    select * from {{ ref('int_total_pots') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
)

select
    figure_id,
    pot_kind,
    pot_id,
    campaign_id
from moved
union
select
    figure_id,
    pot_kind,
    pot_id,
    campaign_id
from totals
