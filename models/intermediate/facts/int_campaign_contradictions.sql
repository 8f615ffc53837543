{#-
    Totals of one campaign of which a later one is below an earlier one, and which of them
    stays.
-#}
with

counts as (
    select
        *,
        cast(split_part(pot_id, '|', 2) as date) as as_of_date,
        split_part(pot_id, '|', 1) as campaign_id
    from {{ ref('int_counts') }}
    where pot_kind = 'campaign' and fold = 'row'
),

pairs as (
    select
        early.group_id as early_group_id,
        late.group_id as late_group_id,
        early.has_release and not late.has_release as is_early_better
    from counts as early
    inner join counts as late
        on
            early.campaign_id = late.campaign_id
            and early.measure_id = late.measure_id
            and early.category_id = late.category_id
            and early.as_of_date < late.as_of_date
            and early.count_low > late.count_high
),

sides as (
    select
        case when is_early_better then late_group_id else early_group_id end as group_id,
        case when is_early_better then early_group_id else late_group_id end as standing_group_id
    from pairs
)

select
    group_id,
    min(standing_group_id) as standing_group_id
from sides
where standing_group_id not in (select losing.group_id from sides as losing)
group by group_id
