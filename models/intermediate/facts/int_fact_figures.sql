{#- Which figures stand behind which facts, in which role and why. -#}
{{ scoped('int_touched_figures', 'figure_id', remember=true) }}
with

facts as (
    select * from {{ ref('int_facts') }}
),

figures as (
    select * from {{ ref('int_grouped_figures') }}
),

roles as (
    select * from {{ ref('int_figure_roles') }}
),

folded as (
    select * from {{ ref('int_folded_roles') }}
),

beliefs as (
    select * from {{ ref('int_beliefs') }}
),

rules as (
    select * from {{ ref('resolution_rules') }}
),

contradicted as (
    select * from {{ ref('int_campaign_contradictions') }}
),

wholes as (
    select * from {{ ref('int_part_wholes') }}
),

told as (
    select
        roles.group_id,
        roles.figure_id,
        roles.role,
        case roles.role
            when 'chosen' then lower(rules.description)
            when 'corroborates' then 'agrees with what was chosen'
            when 'rounds' then 'rounds the count or says it vaguely'
            when 'superseded' then concat('a later state replaced it: ', later.figure_text)
            when 'corrected' then 'a correction withdrew it'
            when 'copy' then 'repeats another article or credits another outlet'
            else concat('disagrees; ', lower(rules.description))
        end as reason
    from roles
    inner join beliefs on roles.group_id = beliefs.group_id
    inner join rules on beliefs.resolution = rules.resolution
    left join figures as later on roles.later_claim_id = later.figure_id
    union all
    select
        group_id,
        figure_id,
        role,
        reason
    from folded
),

behind as (
    select
        facts.fact_table,
        facts.fact_id,
        told.figure_id,
        told.role,
        told.reason
    from told
    inner join facts on told.group_id = facts.group_id
    union all
    select
        facts.fact_table,
        facts.fact_id,
        told.figure_id,
        'conflicts' as role,
        'contradicts another total of the campaign, which stays' as reason
    from told
    inner join contradicted on told.group_id = contradicted.group_id
    inner join facts on contradicted.standing_group_id = facts.group_id
),

-- A part of a part goes with the part that holds it.
part_figures as (
    select
        part.figure_id,
        part.part_told_by,
        part.fold,
        coalesce(part.group_id, whole.group_id) as group_id
    from figures as part
    left join figures as whole on part.whole_figure_id = whole.figure_id
    where part.fold in ('part', 'nested')
),

parts as (
    select
        'fct_parts' as fact_table,
        wholes.fact_id,
        part_figures.figure_id,
        'part_of' as role,
        case
            when part_figures.fold = 'nested' then 'part of a part'
            when part_figures.part_told_by = 'text' then 'the text says that it is part of a whole'
            when part_figures.part_told_by = 'place' then 'its place lies inside that of the whole'
            else 'its category lies inside that of the whole'
        end as reason
    from part_figures
    inner join wholes on part_figures.group_id = wholes.group_id
)

select * from behind
union all
select * from parts
