{#- Which as-of date each running total counts to. -#}
with

totals as (
    select * from {{ ref('int_running_totals') }}
),

members as (
    select * from {{ ref('int_campaign_members') }}
),

reports as (
    select * from {{ ref('int_operation_members') }}
),

told as (
    select
        totals.*,
        members.campaign_id
    from totals
    inner join members on totals.figure_id = members.figure_id
),

article_operations as (
    select distinct
        article_id,
        operation_id
    from reports
),

-- A total whose window ends on its publication date is older than it looks: it joins a snapshot
-- of the days before that it meets.
moves as (
    select
        late.figure_id,
        early.period_end as as_of_date
    from told as late
    inner join told as early
        on
            late.campaign_id = early.campaign_id
            and late.measure_id = early.measure_id
            and late.category_id = early.category_id
            and late.period_end = late.published_date
            and late.period_end > early.period_end
            and date_diff('day', early.period_end, late.period_end)
            <= {{ rule_setting('snapshot_days') }}
    where {{ intervals_meet('late.lower', 'late.upper', 'early.lower', 'early.upper') }}
),

-- A snapshot that itself moves is no place to move to.
earliest_moves as (
    select
        moves.figure_id,
        min(moves.as_of_date) as as_of_date
    from moves
    inner join told on moves.figure_id = told.figure_id
    where
        exists (
            select 1
            from told as firm
            where
                firm.campaign_id = told.campaign_id
                and firm.measure_id = told.measure_id
                and firm.category_id = told.category_id
                and firm.period_end = moves.as_of_date
                and firm.figure_id not in (select movers.figure_id from moves as movers)
        )
    group by moves.figure_id
),

-- An undated total takes the date of the snapshot in the report it joins.
borrowed as (
    select
        undated.figure_id,
        sibling.period_end as as_of_date,
        row_number() over (
            partition by undated.figure_id
            order by
                {{ intervals_meet(
                    'undated.lower', 'undated.upper', 'sibling.lower', 'sibling.upper'
                ) }} desc,
                (undated.measure_id = sibling.measure_id) desc,
                sibling.period_end desc
        ) as best_first
    from told as undated
    inner join article_operations as own on undated.article_id = own.article_id
    inner join article_operations as shared on own.operation_id = shared.operation_id
    inner join told as sibling
        on
            shared.article_id = sibling.article_id
            and undated.campaign_id = sibling.campaign_id
            and undated.article_id <> sibling.article_id
    where undated.period_end is null and sibling.period_end is not null
)

select
    told.figure_id,
    told.article_id,
    told.campaign_id,
    coalesce(earliest_moves.as_of_date, told.period_end, borrowed.as_of_date) as as_of_date
from told
left join earliest_moves on told.figure_id = earliest_moves.figure_id
left join borrowed on told.figure_id = borrowed.figure_id and borrowed.best_first = 1
