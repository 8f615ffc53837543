{#-
    A component whose members exclude each other is put together again from single reports, the
    strongest link first and never over an exclusion: that cuts it at its weakest links. In
    each step all groups unite that are each other's strongest remaining link, which gives the
    same groups as taking one link at a time.
-#}
with recursive

contested as materialized (
    select * from {{ made('int_contested_pairs') }}
),

reports as (
    select * from {{ ref('int_contested_reports') }}
),

-- Numbers, in the order of the reports' ids, are held against each other more quickly than ids.
nodes as materialized (
    select
        ends.report_id,
        reports.article_id,
        reports.operation_key,
        reports.region_id,
        reports.hull_start,
        reports.hull_end,
        reports.is_place_doubted,
        reports.is_time_doubted,
        row_number() over (order by ends.report_id)::integer as node
    from (
        select report_a as report_id
        from contested
        union
        select report_b as report_id
        from contested
    ) as ends
    inner join reports on ends.report_id = reports.report_id
),

-- What each step looks at is worked out once, not in each of them.
links as materialized (
    select
        a.node as node_a,
        b.node as node_b,
        contested.score
    from contested
    inner join nodes as a on contested.report_a = a.report_id
    inner join nodes as b on contested.report_b = b.report_id
    where not contested.is_torn and not contested.is_excluded
),

told_apart as materialized (
    select
        a.node as node_a,
        b.node as node_b
    from {{ ref('int_verdicts') }} as verdicts
    inner join nodes as a on verdicts.report_a = a.report_id
    inner join nodes as b on verdicts.report_b = b.report_id
    where verdicts.verdict = 'different'
),

steps as (
    select
        node,
        node as group_id,
        0 as step
    from nodes
    union all
    select
        next_step.node,
        next_step.group_id,
        next_step.step
    from (
        with

        ends as (
            select
                links.*,
                a.group_id as group_a,
                b.group_id as group_b
            from links
            inner join steps as a on links.node_a = a.node
            inner join steps as b on links.node_b = b.node
            where a.group_id <> b.group_id
        ),

        sides as (
            select
                ends.*,
                ends.group_a as group_id,
                ends.group_b as other_group_id
            from ends
            union all
            select
                ends.*,
                ends.group_b as group_id,
                ends.group_a as other_group_id
            from ends
        ),

        -- Only groups that a link joins are held against each other, member by member.
        met as (
            select distinct
                ends.group_a,
                ends.group_b
            from ends
        ),

        kept_apart as (
            select distinct
                met.group_a as group_id,
                met.group_b as other_group_id
            from met
            inner join steps as in_a on met.group_a = in_a.group_id
            inner join nodes as one on in_a.node = one.node
            inner join steps as in_b on met.group_b = in_b.group_id
            inner join nodes as other on in_b.node = other.node
            where {{ reports_exclude('one', 'other') }}
            union
            select
                a.group_id,
                b.group_id as other_group_id
            from told_apart
            inner join steps as a on told_apart.node_a = a.node
            inner join steps as b on told_apart.node_b = b.node
        ),

        best as (
            select
                sides.group_id,
                sides.other_group_id
            from sides
            anti join kept_apart
                on
                    sides.group_id = kept_apart.group_id
                    and sides.other_group_id = kept_apart.other_group_id
            anti join kept_apart as apart_back
                on
                    sides.group_id = apart_back.other_group_id
                    and sides.other_group_id = apart_back.group_id
            qualify row_number() over (
                partition by sides.group_id
                order by sides.score desc, sides.node_a asc, sides.node_b asc
            ) = 1
        ),

        joined as (
            select
                one.group_id,
                least(one.group_id, one.other_group_id) as new_group_id
            from best as one
            inner join best as other
                on
                    one.group_id = other.other_group_id
                    and one.other_group_id = other.group_id
        )

        select
            steps.node,
            coalesce(joined.new_group_id, steps.group_id) as group_id,
            steps.step + 1 as step
        from steps
        left join joined on steps.group_id = joined.group_id
        where exists (select still_joined.group_id from joined as still_joined)
    ) as next_step
),

last_step as (
    select
        node,
        group_id
    from steps
    qualify row_number() over (partition by node order by step desc) = 1
)

select
    nodes.report_id,
    leaders.report_id as group_id
from last_step
inner join nodes on last_step.node = nodes.node
inner join nodes as leaders on last_step.group_id = leaders.node
