{#-
    Accepted pairs of components in which members may exclude each other, with those of a report
    that fits two operations which exclude each other about equally well: it joins neither.
-#}
{{ scoped('int_touched_reports', 'report_id', key=['report_a', 'report_b']) }}
with

pairs as (
    select * from {{ ref('int_accepted_pairs') }}
),

reports as (
    select * from {{ ref('int_contested_reports') }}
),

verdicts as (
    select distinct
        report_a,
        report_b
    from {{ ref('int_verdicts') }}
    where verdict = 'different' and is_loaded
),

edges as (
    select
        pairs.report_a,
        pairs.report_b,
        pairs.score,
        a.component_id,
        {{ reports_exclude('a', 'b') }} or verdicts.report_a is not null as is_excluded
    from pairs
    inner join reports as a on pairs.report_a = a.report_id
    inner join reports as b on pairs.report_b = b.report_id
    left join verdicts
        on pairs.report_a = verdicts.report_a and pairs.report_b = verdicts.report_b
),

directed as (
    select
        report_a as report_id,
        report_b as other_id,
        score
    from edges
    union all
    select
        report_b as report_id,
        report_a as other_id,
        score
    from edges
),

-- Two that one report is joined to about equally well.
rivals as (
    select
        one.report_id,
        one.other_id,
        two.other_id as rival_id,
        two.score as rival_score
    from directed as one
    inner join directed as two
        on one.report_id = two.report_id and one.other_id <> two.other_id
    where abs(one.score - two.score) < {{ rule_setting('tie_margin') }}
),

excluded_rivals as (
    select rivals.*
    from rivals
    inner join reports as a on rivals.other_id = a.report_id
    inner join reports as b on rivals.rival_id = b.report_id
    left join verdicts
        on
            least(rivals.other_id, rivals.rival_id) = verdicts.report_a
            and greatest(rivals.other_id, rivals.rival_id) = verdicts.report_b
    where {{ reports_exclude('a', 'b') }} or verdicts.report_a is not null
),

-- What another operation that excludes it clearly beats is no rival.
beaten as (
    select distinct
        found.report_id,
        found.rival_id
    from (
        select distinct
            report_id,
            rival_id,
            rival_score
        from excluded_rivals
    ) as found
    inner join directed as better
        on
            found.report_id = better.report_id
            and better.score - found.rival_score >= {{ rule_setting('tie_margin') }}
    inner join reports as a on found.rival_id = a.report_id
    inner join reports as b on better.other_id = b.report_id
    where {{ reports_exclude('a', 'b') }}
),

torn as (
    select distinct
        excluded_rivals.report_id,
        excluded_rivals.other_id
    from excluded_rivals
    anti join beaten
        on
            excluded_rivals.report_id = beaten.report_id
            and excluded_rivals.rival_id = beaten.rival_id
)

select
    edges.component_id,
    edges.report_a,
    edges.report_b,
    edges.score,
    edges.is_excluded,
    torn.report_id is not null or back.report_id is not null as is_torn
from edges
left join torn on edges.report_a = torn.report_id and edges.report_b = torn.other_id
left join torn as back on edges.report_b = back.report_id and edges.report_a = back.other_id
