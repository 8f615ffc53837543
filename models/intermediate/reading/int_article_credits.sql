{{ scoped('int_changed_articles', 'article_id') }}
with

mentions as (
    select * from {{ ref('stg_mentions') }}
    where
        kind = 'credit'
        and mention_key is not null
        and {{ in_scope('int_changed_articles', 'reading_number') }}
),

articles as (
    select * from {{ ref('stg_readings') }}
),

own as (
    select * from {{ ref('int_outlets') }}
),

listed as (
    select * from {{ ref('outlets') }}
),

credited as (
    select distinct
        mentions.article_id,
        mentions.mention_key as credited_outlet_id,
        own.outlet_id as own_outlet_id,
        own.independence_group as own_group,
        -- To quote an agency is to report, not to copy.
        coalesce(other.is_official, false) as is_agency,
        coalesce(
            other.independence_group, nullif(listed.independence_group, ''), mentions.mention_key
        ) as credited_group
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    inner join own on articles.outlet_id = own.outlet_id
    left join own as other on mentions.mention_key = other.outlet_id
    left join listed on mentions.mention_key = listed.outlet_id
)

select
    article_id,
    credited_outlet_id,
    credited_group
from credited
where
    credited_group <> own_group
    and not is_agency
    -- "told the Herald" in the Red River Herald is no credit.
    and concat('-', own_outlet_id, '-') not like concat('%-', credited_outlet_id, '-%')
