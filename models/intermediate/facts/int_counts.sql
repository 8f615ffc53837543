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
    group_id,
    pot_kind,
    pot_id,
    family_id,
    fold,
    measure_id,
    category_id,
    part_region,
    part_agency,
    figure_count,
    article_count,
    outlet_count,
    dissent_count,
    first_reported_date,
    has_release,
    resolution,
    has_conflict,
    chosen_claim_id,
    count_value,
    count_low,
    count_high,
    count_kind,
    {{ count_text() }} as count_text
from kinds
