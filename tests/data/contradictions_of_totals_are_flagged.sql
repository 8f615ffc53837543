-- A total that falls is a contradiction in the world, not in our work: one of the two stays, is
-- flagged, and the other stands behind it as a conflict.
with

totals as (
    select * from {{ ref('fct_campaigns') }}
),

standing_together as (
    select
        late.campaign_total_id,
        'a later total is below an earlier one' as problem
    from totals as early
    inner join totals as late
        on
            early.campaign_id = late.campaign_id
            and early.measure_id = late.measure_id
            and early.category_id = late.category_id
            and early.as_of_date < late.as_of_date
            and early.running_total_low > late.running_total_high
),

unflagged as (
    select
        totals.campaign_total_id,
        'what it contradicts is not flagged' as problem
    from totals
    inner join {{ ref('int_campaign_facts') }} as facts
        on totals.campaign_total_id = facts.fact_id
    inner join {{ ref('int_campaign_contradictions') }} as contradictions
        on facts.group_id = contradictions.standing_group_id
    where not totals.is_contradicted
)

select * from standing_together
union all
select * from unflagged
