{#- Names that two reports share: of operations, leaders, gangs, campaigns and agencies. -#}
with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

agencies as (
    select * from {{ ref('int_report_agencies') }}
),

mentions as (
    select * from {{ ref('int_report_names') }}
),

listed as (
    select
        agency_id,
        cast(is_national_police as boolean) as is_national_police
    from {{ ref('agencies') }}
),

same_names as (
    select
        pairs.report_a,
        pairs.report_b,
        a.kind as evidence,
        min(a.mention_key) as detail,
        any_value(weights.weight) as weight
    from pairs
    inner join mentions as a on pairs.report_a = a.report_id
    inner join mentions as b
        on
            pairs.report_b = b.report_id
            and a.kind = b.kind
            and a.mention_key = b.mention_key
    inner join {{ ref('evidence_weights') }} as weights on a.kind = weights.evidence
    where a.kind in ('leader', 'gang')
    group by pairs.report_a, pairs.report_b, a.kind
),

operation_names as (
    select
        report_a,
        report_b,
        case when operation_a = operation_b then 'operation' else 'other_name' end as evidence,
        case
            when operation_a = operation_b then operation_a
            else concat(operation_a, ' and ', operation_b)
        end as detail,
        case
            when operation_a = operation_b then {{ evidence_weight('operation') }}
            else {{ evidence_weight('other_name') }}
        end as weight
    from pairs
    where operation_a is not null and operation_b is not null
),

campaign_names as (
    select
        report_a,
        report_b,
        'campaign' as evidence,
        campaign_a as detail,
        {{ evidence_weight('campaign') }} as weight
    from pairs
    where campaign_a = campaign_b
),

-- A country's national police is in too many of its reports to tell two of them apart.
same_agencies as (
    select
        pairs.report_a,
        pairs.report_b,
        case
            when bool_and(coalesce(listed.is_national_police, false)) then 'national_police'
            else 'agency'
        end as evidence,
        min(a.agency_id) as detail,
        {{ evidence_weight('agency') }} as weight
    from pairs
    inner join agencies as a on pairs.report_a = a.report_id
    inner join agencies as b
        on pairs.report_b = b.report_id and a.agency_id = b.agency_id
    left join listed on a.agency_id = listed.agency_id
    group by pairs.report_a, pairs.report_b
)

select * from same_names
union all
select * from operation_names
union all
select * from campaign_names
union all
select * from same_agencies
