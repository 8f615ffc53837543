{#- Name and campaign of each operation, as printed most often. -#}
with

gathered as (
    select * from {{ ref('int_gathered') }}
    where pot_kind = 'operation' and campaign is not null
),

told as (
    select * from {{ ref('int_operation_figures') }}
),

campaigns as (
    select * from {{ ref('int_campaigns') }}
    where campaign_key is not null
),

named as (
    select
        gathered.pot_id as operation_id,
        gathered.campaign as operation_name,
        count(distinct gathered.article_id) as article_count,
        count(*) as figure_count,
        bool_or(gathered.is_release) as is_in_release
    from gathered
    inner join told on gathered.figure_id = told.figure_id
    where told.operation_key is not null
    group by gathered.pot_id, gathered.campaign
),

best_names as (
    select
        operation_id,
        operation_name
    from named
    qualify row_number() over (
        partition by operation_id
        order by article_count desc, is_in_release desc, figure_count desc, operation_name asc
    ) = 1
),

of_campaigns as (
    select
        gathered.pot_id as operation_id,
        min(campaigns.campaign_id) as campaign_id
    from gathered
    inner join told on gathered.figure_id = told.figure_id and told.is_under_campaign
    inner join campaigns
        on
            told.campaign_key = campaigns.campaign_key
            and coalesce(told.country_id, campaigns.country_id, 'ZZ')
            = coalesce(campaigns.country_id, told.country_id, 'ZZ')
    group by gathered.pot_id
)

select
    best_names.operation_name,
    of_campaigns.campaign_id,
    coalesce(best_names.operation_id, of_campaigns.operation_id) as operation_id
from best_names
full outer join of_campaigns on best_names.operation_id = of_campaigns.operation_id
