{#- Operations, snapshots of campaigns and closed windows that are worked out anew. -#}
with

totals as (
    select * from {{ ref('int_total_pots') }}
    where pot_id is not null
),

changed as (
    select * from {{ ref('int_changed_totals') }}
),

-- The snapshots of one campaign are held against each other.
campaigns as (
    select campaign_id
    from changed
    where pot_kind = 'campaign'
    union
    select campaign_id from {{ ref('int_changed_campaigns') }}
)

select
    'operation' as pot_kind,
    operation_id as pot_id
from {{ ref('int_touched_operations') }}
union
select
    totals.pot_kind,
    totals.pot_id
from totals
inner join campaigns on totals.campaign_id = campaigns.campaign_id
where totals.pot_kind = 'campaign'
union
select
    pot_kind,
    pot_id
from changed
where pot_kind = 'period'
