with

figures as (
    select * from {{ ref('stg_figures') }}
),

measures as (
    select * from {{ ref('measures') }}
),

added as (
    select * from {{ ref('int_corrections') }}
    where is_figure and is_newest and action = 'add' and field = 'measure'
),

-- A person may say that a number was also of another measure ("arrested and charged 12").
also_of as (
    select
        figures.* replace (
            {{ short_key('fig', ['figures.article_id', 'figures.char_start', 'added.new_value']) }}
                as figure_id,
            added.new_value as measure_id,
            measures.default_category as category_id
        )
    from figures
    inner join added on figures.figure_id = added.target_id
    inner join measures on added.new_value = measures.measure_id
)

select * from figures
union all
select also_of.* from also_of
anti join figures on also_of.figure_id = figures.figure_id
