{#-
    The agencies of each operation: the one that leads, those that took part, those that
    announced.
-#}
with

figures as (
    select * from {{ ref('int_gathered') }}
    where pot_kind = 'operation'
),

actors as (
    select
        pot_id as operation_id,
        agency_id,
        bool_or(is_release) as is_told_by_release,
        bool_or(is_police_action) as is_actor,
        count(distinct voice) as voice_count,
        count(*) as figure_count
    from figures
    where agency_id <> 'unknown' and not is_copy
    group by pot_id, agency_id
),

kinds as (
    select
        agency_id,
        kind,
        country_id
    from {{ ref('int_agencies') }}
),

announcers as (
    select
        figures.pot_id as operation_id,
        figures.outlet_agency_id as agency_id
    from figures
    where figures.outlet_agency_id is not null and figures.is_release
    group by figures.pot_id, figures.outlet_agency_id
),

-- What a sentence with figures says that an agency did, where it counts nothing itself.
named as (
    select
        figures.pot_id as operation_id,
        named_agencies.agency_id,
        case when bool_or(named_agencies.takes_part) then 'took_part' else 'announced' end as role
    from figures
    inner join {{ ref('int_figure_agencies') }} as named_agencies
        on figures.figure_id = named_agencies.figure_id
    where not figures.is_copy
    group by figures.pot_id, named_agencies.agency_id
),

-- Who leads: whom the release says did it, else whom most voices say.
foremost as (
    select
        operation_id,
        agency_id
    from actors
    qualify row_number() over (
        partition by operation_id
        order by
            is_actor desc,
            is_told_by_release desc,
            voice_count desc,
            figure_count desc,
            agency_id asc
    ) = 1
),

-- A ministry that announces for its police is the agency, unless the police announce as well.
ministries as (
    select
        foremost.operation_id,
        min(announcers.agency_id) as agency_id
    from foremost
    inner join kinds as police
        on foremost.agency_id = police.agency_id and police.kind = 'police'
    inner join announcers on foremost.operation_id = announcers.operation_id
    inner join kinds as ministry
        on
            announcers.agency_id = ministry.agency_id
            and ministry.kind = 'ministry'
            and police.country_id = ministry.country_id
    anti join announcers as own
        on
            foremost.operation_id = own.operation_id
            and foremost.agency_id = own.agency_id
    group by foremost.operation_id
),

-- Where nobody is named, who announces.
leads as (
    select
        foremost.operation_id,
        coalesce(ministries.agency_id, foremost.agency_id) as agency_id
    from foremost
    left join ministries on foremost.operation_id = ministries.operation_id
    union all
    select
        announcers.operation_id,
        min(announcers.agency_id) as agency_id
    from announcers
    anti join foremost on announcers.operation_id = foremost.operation_id
    group by announcers.operation_id
),

told as (
    select
        operation_id,
        agency_id,
        'leads' as role
    from leads
    union all
    select
        operation_id,
        agency_id,
        'took_part' as role
    from actors
    union all
    select
        operation_id,
        agency_id,
        role
    from named
    union all
    select
        operation_id,
        agency_id,
        'announced' as role
    from announcers
)

select
    operation_id,
    agency_id,
    role
from told
qualify row_number() over (
    partition by operation_id, agency_id
    order by case role when 'leads' then 1 when 'took_part' then 2 else 3 end
) = 1
