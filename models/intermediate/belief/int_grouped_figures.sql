{#-
    The group in which each figure is weighed: a row of a fact table (pot, measure, category),
    or a part of one. A part differs from its whole in category, place or (where it has no
    place of its own) agency; where it does not, its key says so with an equals sign. Parts of
    parts, and figures of a folded category that are only held against a row, are weighed in no
    group.
-#}
with

gathered as (
    select * from {{ ref('int_gathered') }}
),

parts as (
    select * from {{ ref('int_parts') }}
),

rows_told as (
    select * from {{ ref('int_row_categories') }}
),

folds as (
    select * from {{ ref('int_category_folds') }}
),

corrected as (
    select * from {{ ref('int_corrected_figures') }}
),

placed as (
    select
        gathered.* exclude (category_id),
        parts.whole_figure_id,
        coalesce(rows_told.category_id, gathered.category_id) as category_id,
        case
            when whole_parts.figure_id is not null then 'nested'
            when parts.figure_id is not null then 'part'
            else coalesce(folds.fold, 'row')
        end as fold,
        coalesce(parts.told_by, 'category') as part_told_by,
        case
            when coalesce(gathered.region_id, 'ZZ') <> coalesce(whole.region_id, 'ZZ')
                then coalesce(gathered.region_id, 'ZZ')
            else '='
        end as told_region,
        case
            when
                gathered.agency_id <> whole.agency_id
                and gathered.agency_id <> 'unknown'
                and whole.agency_id <> 'unknown'
                then gathered.agency_id
            else '='
        end as told_agency,
        corrected.figure_id is not null as is_corrected
    from gathered
    left join parts on gathered.figure_id = parts.figure_id
    left join parts as whole_parts on parts.whole_figure_id = whole_parts.figure_id
    left join gathered as whole on parts.whole_figure_id = whole.figure_id
    left join rows_told on gathered.figure_id = rows_told.figure_id
    left join folds
        on
            rows_told.pot_id = folds.pot_id
            and rows_told.measure_id = folds.measure_id
            and rows_told.category_id = folds.category_id
    left join corrected on gathered.figure_id = corrected.figure_id
),

keyed as (
    select
        * exclude (told_region, told_agency),
        case when part_told_by = 'category' then '=' else told_region end as part_region,
        case
            when part_told_by = 'text' and told_region = '=' then told_agency
            else '='
        end as part_agency
    from placed
),

grouped as (
    select
        *,
        concat_ws('|', pot_id, measure_id) as family_id,
        case fold
            when 'row' then concat_ws('|', pot_id, measure_id, category_id)
            when 'part'
                then concat_ws(
                    '|', pot_id, measure_id, 'part', category_id, part_region, part_agency
                )
        end as group_id
    from keyed
),

-- Disjoint wholes of one sentence's list add up, with different nouns or places.
listed as (
    select
        group_id,
        unit_id,
        sentence_number,
        period_start,
        period_end,
        min(figure_id) as claim_id
    from grouped
    where fold = 'row' and qualifier <> 'vague'
    group by group_id, unit_id, sentence_number, period_start, period_end
    having
        count(*) > 1
        and (
            count(distinct lower(counted)) = count(*)
            or count(distinct region_id) = count(*)
        )
),

-- Parts that one article tells of one whole are disjoint, unless a number is told again.
told_parts as (
    select
        figure_id,
        dense_rank() over (
            partition by group_id, unit_id, whole_figure_id, value
            order by sentence_number
        ) as sentences_told,
        min(figure_id) over (partition by group_id, unit_id, whole_figure_id) as claim_id
    from grouped
    where fold = 'part' and whole_figure_id is not null and value is not null
)

select
    grouped.pot_kind,
    grouped.pot_id,
    grouped.unit_id,
    {{ figure_columns('grouped') }},
    grouped.published_date,
    grouped.published_at,
    grouped.source_group,
    grouped.outlet_agency_id,
    grouped.voice,
    grouped.is_repeat,
    grouped.is_release,
    grouped.is_copy,
    grouped.fold,
    grouped.part_told_by,
    grouped.whole_figure_id,
    grouped.part_region,
    grouped.part_agency,
    grouped.is_corrected,
    grouped.family_id,
    grouped.group_id,
    coalesce(
        listed.claim_id,
        case when told_parts.sentences_told = 1 then told_parts.claim_id end,
        grouped.figure_id
    ) as claim_id
from grouped
left join listed
    on
        grouped.group_id = listed.group_id
        and grouped.unit_id = listed.unit_id
        and grouped.sentence_number = listed.sentence_number
        and grouped.period_start is not distinct from listed.period_start
        and grouped.period_end is not distinct from listed.period_end
        and grouped.qualifier <> 'vague'
left join told_parts on grouped.figure_id = told_parts.figure_id
