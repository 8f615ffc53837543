with

counts as (
    select * from {{ ref('int_counts') }}
    where fold = 'part'
),

wholes as (
    select * from {{ ref('int_part_wholes') }}
),

facts as (
    select * from {{ ref('int_facts') }}
),

placed as (
    select
        counts.*,
        facts.fact_table,
        facts.fact_id,
        facts.count_value as whole_count,
        facts.count_kind as whole_kind,
        case when counts.part_region = '=' then facts.region_id else counts.part_region end
            as region_id,
        case when counts.part_agency = '=' then facts.agency_id else counts.part_agency end
            as agency_id,
        -- Parts are held against the whole kind by kind: places with places, people with people.
        case
            when counts.part_region <> '=' then 'region'
            when counts.part_agency <> '=' then 'agency'
            else 'category'
        end as part_kind
    from counts
    inner join wholes on counts.group_id = wholes.group_id
    inner join facts on wholes.fact_id = facts.fact_id
),

single as (
    select * from placed
    qualify row_number() over (
        partition by fact_id, category_id, region_id, agency_id
        order by figure_count desc, outlet_count desc, group_id asc
    ) = 1
)

select
    group_id,
    fact_table,
    fact_id,
    category_id,
    region_id,
    agency_id,
    count_value,
    count_low,
    count_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution,
    whole_kind = 'exact'
    and bool_and(count_kind = 'exact') over parts_of_a_kind
    and sum(count_value) over parts_of_a_kind = whole_count as is_complete
from single
window parts_of_a_kind as (partition by fact_id, part_kind)
