-- A person's word wins, so an impossible one must not pass in silence: each row here names what is
-- wrong with a row of seeds/corrections.csv.
with

corrections as (
    select
        corrections.*,
        coalesce(corrections.value, 'null') in ('', 'null') as is_empty,
        figures.figure_id is not null as is_figure
    from {{ ref('corrections') }} as corrections
    left join {{ ref('stg_figures') }} as figures on corrections.target_id = figures.figure_id
),

judged as (
    select
        corrections.target_id,
        corrections.action,
        corrections.field,
        corrections.value,
        case
            when
                corrections.target_id not like 'fig\_%' escape '\'
                and corrections.target_id not like 'op\_%' escape '\'
                then 'the target is no figure and no operation'
            when corrections.action = 'exclude' and corrections.target_id like 'op%'
                then 'only a figure can be excluded'
            when corrections.action = 'exclude' and corrections.field is not null
                then 'to exclude names no field'
            when
                corrections.action = 'add' and corrections.field not in (
                    'measure', 'region_id', 'agency_id'
                )
                then 'only a measure, a region or an agency can be added'
            when
                corrections.action = 'change' and corrections.target_id like 'fig%'
                and corrections.field not in (
                    'value', 'lower', 'upper', 'qualifier', 'measure', 'category', 'agency_id',
                    'region', 'period_start', 'period_end', 'scope', 'campaign', 'part_of'
                )
                then 'a figure has no such field'
            when
                corrections.action = 'change' and corrections.target_id like 'op%'
                and corrections.field not in (
                    'operation_name', 'start_date', 'end_date', 'region_id', 'agency_id',
                    'subject'
                )
                then 'an operation has no such field'
            when
                corrections.field in ('value', 'lower', 'upper', 'part_of')
                and not corrections.is_empty
                and coalesce(try_cast(corrections.value as bigint), -1) < 0
                then 'not a whole number'
            when
                corrections.field in ('period_start', 'period_end', 'start_date', 'end_date')
                and not corrections.is_empty
                and try_cast(corrections.value as date) is null
                then 'not a day'
            when
                corrections.field in ('region', 'region_id')
                and not corrections.is_empty
                and corrections.value not in (
                    select regions.region_id from {{ ref('regions') }} as regions
                )
                then 'no such region'
            when
                corrections.field = 'measure'
                and coalesce(corrections.value, '') not in (
                    select measures.measure_id from {{ ref('measures') }} as measures
                )
                then 'no such measure'
            when
                corrections.field = 'category'
                and coalesce(corrections.value, '') not in (
                    select categories.category_id from {{ ref('categories') }} as categories
                )
                then 'no such category'
            when
                corrections.field = 'scope'
                and coalesce(corrections.value, '') not in (
                    'operation', 'running_total', 'period_total'
                )
                then 'no such scope'
            when
                corrections.field = 'qualifier'
                and coalesce(corrections.value, '') not in (
                    'exact', 'more_than', 'at_least', 'less_than', 'at_most', 'about', 'range',
                    'vague'
                )
                then 'no such qualifier'
        end as problem
    from corrections
),

-- Two decisions of one day on one field that differ: nobody can tell which is the later.
contradictions as (
    select
        target_id,
        action,
        field,
        min(value) as value,
        'two decisions of one day contradict each other' as problem
    from corrections
    group by target_id, action, field, decided_on
    having count(distinct coalesce(value, 'null')) > 1 and min(action) = 'change'
)

select * from judged
where problem is not null
union all
select * from contradictions
