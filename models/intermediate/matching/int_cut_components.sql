{#-
    A component whose members exclude each other is put together again from single reports, the
    strongest link first and never over an exclusion: that cuts it at its weakest links. In
    each step all groups unite that are each other's strongest remaining link, which gives the
    same groups as taking one link at a time.
-#}
with recursive

contested as (
    select * from {{ ref('int_contested_pairs') }}
    where {{ in_scope('int_touched_reports', 'report_a', 'report_id') }}
),

links as (
    select
        report_a,
        report_b,
        score
    from contested
    where not is_torn and not is_excluded
),

exclusions as (
    select * from {{ ref('int_component_exclusions') }}
),

nodes as (
    select report_a as report_id
    from contested
    union
    select report_b as report_id
    from contested
),

steps as (
    select
        report_id,
        report_id as group_id,
        0 as step
    from nodes
    union all
    select
        next_step.report_id,
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
            inner join steps as a on links.report_a = a.report_id
            inner join steps as b on links.report_b = b.report_id
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

        kept_apart as (
            select
                a.group_id,
                b.group_id as other_group_id
            from exclusions
            inner join steps as a on exclusions.report_a = a.report_id
            inner join steps as b on exclusions.report_b = b.report_id
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
                order by sides.score desc, sides.report_a asc, sides.report_b asc
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
            steps.report_id,
            coalesce(joined.new_group_id, steps.group_id) as group_id,
            steps.step + 1 as step
        from steps
        left join joined on steps.group_id = joined.group_id
        where exists (select still_joined.group_id from joined as still_joined)
    ) as next_step
)

select
    report_id,
    group_id
from steps
qualify row_number() over (partition by report_id order by step desc) = 1
