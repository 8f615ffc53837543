with

facts as (
    select * from {{ ref('facts') }}
),

categories as (
    select * from {{ ref('dim_category') }}
),

totals as (
    select
        facts.*,
        categories.kind,
        categories.sex,
        categories.age_group
    from facts
    inner join categories on facts.category_id = categories.category_id
    left join {{ ref('fct_campaigns') }} as campaigns
        on facts.fact_id = campaigns.campaign_total_id
    where facts.fact_table = 'fct_period_totals' or campaigns.is_latest
),

-- People by the narrowest category that was told, so that girls among victims count among minors.
counts as (
    select
        'arrested' as measure_id,
        category_id,
        subject,
        country_id,
        region_id,
        operation_date,
        arrested_count as count_value,
        arrested_count_low as count_low,
        arrested_count_high as count_high
    from {{ ref('arrests_by_category') }}
    union all
    select
        'rescued' as measure_id,
        category_id,
        subject,
        country_id,
        region_id,
        operation_date,
        rescued_count as count_value,
        rescued_count_low as count_low,
        rescued_count_high as count_high
    from {{ ref('rescues_by_category') }}
    union all
    select
        measure_id,
        category_id,
        subject,
        country_id,
        region_id,
        operation_date,
        outcome_count as count_value,
        outcome_count_low as count_low,
        outcome_count_high as count_high
    from {{ ref('outcomes') }}
),

within as (
    select
        totals.fact_id,
        counts.count_value,
        counts.count_low,
        counts.count_high
    from totals
    inner join counts
        on
            totals.measure_id = counts.measure_id
            and totals.subject = counts.subject
            and totals.country_id = counts.country_id
            and (totals.region_id = totals.country_id or totals.region_id = counts.region_id)
            and counts.operation_date between totals.start_date and totals.end_date
    inner join categories
        on
            counts.category_id = categories.category_id
            and totals.kind = categories.kind
            and totals.sex in (categories.sex, 'any', 'none')
            and totals.age_group in (categories.age_group, 'any', 'none')
),

sums as (
    select
        fact_id,
        coalesce(sum(count_value), 0)::bigint as counted_here,
        coalesce(sum(count_low), 0)::bigint as counted_here_low,
        case when count(*) = count(count_high) then sum(count_high)::bigint end
            as counted_here_high,
        count(*) as counted_facts,
        count(*) - count(count_value) as undecided_facts
    from within
    group by fact_id
),

compared as (
    select
        totals.*,
        totals.country_id <> 'ZZ'
        and totals.start_date is not null
        and totals.end_date is not null as is_comparable
    from totals
)

select
    compared.fact_table,
    compared.fact_id,
    compared.campaign_id,
    compared.campaign_name,
    compared.agency_id,
    compared.agency_name,
    compared.region_id,
    compared.country_id,
    compared.country_name,
    compared.subject,
    compared.measure_id,
    compared.measure_name,
    compared.category_id,
    compared.category_name,
    compared.start_date,
    compared.end_date,
    compared.count_value as official_total,
    compared.count_low as official_total_low,
    compared.count_high as official_total_high,
    compared.count_text,
    case when compared.is_comparable then coalesce(sums.counted_here, 0) end as counted_here,
    case when compared.is_comparable then coalesce(sums.counted_here_low, 0) end
        as counted_here_low,
    case
        when not compared.is_comparable then null
        when sums.fact_id is null then 0
        else sums.counted_here_high
    end as counted_here_high,
    case when compared.is_comparable then coalesce(sums.counted_facts, 0) end as counted_facts,
    case when compared.is_comparable then coalesce(sums.undecided_facts, 0) end
        as undecided_facts
from compared
left join sums on compared.fact_id = sums.fact_id
