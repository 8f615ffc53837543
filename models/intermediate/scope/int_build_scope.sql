{#-
    Whether this build looks at everything, or only at what has come since the last one: that one
    must have been whole, have passed, and have been of the same project.
-#}
with

builds as (
    select * from {{ ref('stg_builds') }}
),

readings as (
    select reading_number from {{ ref('stg_readings') }}
),

this_build as (
    select * from builds
    qualify row_number() over (order by build_number desc) = 1
),

last_build as (
    select builds.*
    from builds
    inner join this_build on builds.build_number < this_build.build_number
    where builds.command <> 'test'
    qualify row_number() over (order by builds.build_number desc) = 1
),

since as (
    select
        max(last_build.newest_reading) as last_reading,
        bool_and(
            last_build.is_whole
            and last_build.outcome = 'passed'
            and last_build.project_state = this_build.project_state
            and not this_build.starts_over
        ) as goes_on
    from last_build
    cross join this_build
),

counts as (
    select
        count(*) as reading_count,
        count(*) filter (where readings.reading_number > since.last_reading) as new_count
    from readings
    cross join since
)

-- Where most of it is new, starting over is quicker.
select
    coalesce(since.goes_on and counts.new_count * 2 <= counts.reading_count, false)
    is false as is_everything,
    coalesce(since.last_reading, 0) as last_reading
from since
cross join counts
