{#-
    Figures of a folded category, each beside the rows of the narrower categories it is held
    against.
-#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
),

folds as (
    select * from {{ ref('int_category_folds') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

beliefs as (
    select * from {{ ref('int_beliefs') }}
),

folded as (
    select * from figures
    where fold in ('sum', 'below')
),

narrower_rows as (
    select
        folded.figure_id,
        folded.fold,
        folded.lower,
        folded.upper,
        folded.is_copy,
        folded.is_corrected,
        concat_ws('|', folded.pot_id, folded.measure_id, folds.category_id) as group_id
    from folded
    inner join folds
        on
            folded.pot_id = folds.pot_id
            and folded.measure_id = folds.measure_id
            and folds.fold = 'row'
    inner join nesting
        on
            folded.category_id = nesting.wider_category_id
            and folds.category_id = nesting.narrower_category_id
),

held as (
    select
        narrower_rows.*,
        sum(beliefs.low) over one_figure as low_sum,
        sum(beliefs.high) over one_figure as high_sum
    from narrower_rows
    inner join beliefs on narrower_rows.group_id = beliefs.group_id
    window one_figure as (partition by narrower_rows.figure_id)
)

select
    figure_id,
    group_id,
    case
        when is_copy then 'copy'
        when is_corrected then 'corrected'
        when
            fold = 'sum'
            and {{ intervals_meet('lower', 'upper', 'low_sum', 'high_sum') }}
            then 'corroborates'
        else 'conflicts'
    end as role,
    case
        when fold = 'sum' then 'the narrower categories add up to it'
        else 'it is less than a narrower category'
    end as reason
from held
