{{ scoped('int_touched_operations', 'operation_id') }}
with

figures as (
    select * from {{ ref('int_gathered') }}
    where pot_kind = 'operation' and not is_copy
),

operations as (
    select * from {{ ref('int_operations') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_operations', 'operation_id') }}
),

places as (
    select * from {{ ref('int_report_places') }}
),

added as (
    select * from {{ ref('int_operation_additions') }}
    where field = 'region_id'
),

told as (
    select
        pot_id as operation_id,
        region_id
    from figures
    where region_id is not null
    union
    select
        operation_id,
        region_id
    from operations
    where region_id <> 'ZZ'
    union
    select
        members.operation_id,
        places.region_id
    from places
    inner join members on places.report_id = members.report_id
    union
    select
        operation_id,
        new_value as region_id
    from added
)

-- What is named outside the operation's own region took no part in it.
select
    told.operation_id,
    told.region_id
from told
inner join operations on told.operation_id = operations.operation_id
where
    operations.region_id = 'ZZ'
    or {{ regions_nest('told.region_id', 'operations.region_id') }}
