{#- What is believed of each group, as the facts print it. -#}
with

beliefs as (
    select * from {{ ref('int_beliefs') }}
),

row_groups as (
    select * from {{ ref('int_row_groups') }}
),

told as (
    select
        row_groups.*,
        beliefs.resolution,
        beliefs.has_conflict,
        beliefs.chosen_claim_id,
        beliefs.qualifier,
        beliefs.figure_text,
        beliefs.count_value,
        beliefs.low as count_low,
        beliefs.high as count_high
    from row_groups
    inner join beliefs on row_groups.group_id = beliefs.group_id
),

kinds as (
    select
        *,
        case
            when has_conflict then 'disputed'
            when count_value is null then 'vague'
            when count_low = count_high then 'exact'
            when qualifier in ('about', 'range') then 'about'
            else 'bound'
        end as count_kind
    from told
)

select
    * exclude (qualifier, figure_text),
    {{ count_text() }} as count_text
from kinds
