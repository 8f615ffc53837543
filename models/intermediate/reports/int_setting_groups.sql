with

settings as (
    select * from {{ ref('int_report_settings') }}
),

pairs as (
    select * from {{ ref('int_setting_pairs') }}
),

split_articles as (
    select distinct article_id
    from pairs
    where is_apart
),

-- A setting that goes with two that are apart ("police in both countries") is a bridge.
bridges as (
    select distinct
        one.article_id,
        one.setting_number
    from pairs as one
    inner join pairs as two
        on one.article_id = two.article_id and one.setting_number = two.setting_number
    inner join pairs as across
        on
            one.article_id = across.article_id
            and one.other_number = across.setting_number
            and two.other_number = across.other_number
    where not one.is_apart and not two.is_apart and across.is_apart
),

firm as (
    select
        settings.article_id,
        settings.setting_number,
        settings.setting_start
    from settings
    inner join split_articles on settings.article_id = split_articles.article_id
    anti join bridges
        on
            settings.article_id = bridges.article_id
            and settings.setting_number = bridges.setting_number
),

-- Without bridges, going together is an equivalence: the first that goes with one is its group.
firm_groups as (
    select
        firm.article_id,
        firm.setting_number,
        firm.setting_start,
        least(firm.setting_number, min(pairs.other_number)) as group_number
    from firm
    left join pairs
        on
            firm.article_id = pairs.article_id
            and firm.setting_number = pairs.setting_number
            and not pairs.is_apart
            and exists (
                select 1
                from firm as other
                where
                    other.article_id = pairs.article_id
                    and other.setting_number = pairs.other_number
            )
    group by firm.article_id, firm.setting_number, firm.setting_start
),

-- A bridge goes with the nearest group of which nothing keeps it apart.
bridge_choices as (
    select
        bridges.article_id,
        bridges.setting_number,
        firm_groups.group_number,
        bool_or(pairs.is_apart) as is_apart,
        min(abs(settings.setting_start - firm_groups.setting_start)) as distance
    from bridges
    inner join settings
        on
            bridges.article_id = settings.article_id
            and bridges.setting_number = settings.setting_number
    inner join firm_groups on bridges.article_id = firm_groups.article_id
    inner join pairs
        on
            bridges.article_id = pairs.article_id
            and bridges.setting_number = pairs.setting_number
            and firm_groups.setting_number = pairs.other_number
    group by bridges.article_id, bridges.setting_number, firm_groups.group_number
),

bridge_groups as (
    select
        article_id,
        setting_number,
        group_number
    from bridge_choices
    qualify row_number() over (
        partition by article_id, setting_number
        order by is_apart asc, distance asc, group_number asc
    ) = 1
),

grouped as (
    select
        article_id,
        setting_number,
        group_number
    from firm_groups
    union all
    select
        article_id,
        setting_number,
        group_number
    from bridge_groups
)

select
    settings.article_id,
    settings.setting_number,
    settings.setting_start,
    settings.region_id,
    settings.period_start,
    settings.period_end,
    settings.operation_key,
    case
        when split_articles.article_id is null then 1
        else coalesce(grouped.group_number, settings.setting_number)
    end as group_number,
    split_articles.article_id is not null as is_split
from settings
left join split_articles on settings.article_id = split_articles.article_id
left join grouped
    on
        settings.article_id = grouped.article_id
        and settings.setting_number = grouped.setting_number
