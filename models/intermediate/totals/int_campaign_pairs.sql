{#- Campaigns are matched by country, start, subject and name. -#}
with

nodes as (
    select * from {{ ref('int_campaign_nodes') }}
),

same_names as (
    select
        a.node_id as node_a,
        b.node_id as node_b,
        a.country_id as country_a,
        b.country_id as country_b
    from nodes as a
    inner join nodes as b
        on
            a.campaign_key = b.campaign_key
            and a.node_id < b.node_id
            and (a.country_id = b.country_id or 'ZZ' in (a.country_id, b.country_id))
    where
        coalesce(abs(date_diff('day', a.start_date, b.start_date)), 0)
        <= {{ rule_setting('start_days') }}
),

-- A name told without a country fits the campaign of that name, unless two countries have one.
many_countries as (
    select node_id
    from (
        select
            node_a as node_id,
            country_b as country_id
        from same_names
        where country_a = 'ZZ' and country_b <> 'ZZ'
        union all
        select
            node_b as node_id,
            country_a as country_id
        from same_names
        where country_b = 'ZZ' and country_a <> 'ZZ'
    ) as sides
    group by node_id
    having count(distinct country_id) > 1
),

by_name as (
    select
        node_a,
        node_b
    from same_names
    where
        country_a = country_b
        or (
            node_a not in (select many_countries.node_id from many_countries)
            and node_b not in (select many_countries.node_id from many_countries)
        )
),

by_start as (
    select
        a.node_id as node_a,
        b.node_id as node_b,
        a.campaign_key as key_a,
        b.campaign_key as key_b
    from nodes as a
    inner join nodes as b
        on
            a.country_id = b.country_id
            and a.start_date = b.start_date
            and a.node_id < b.node_id
    where
        (a.subject = b.subject or a.subject = 'unknown' or b.subject = 'unknown')
        and (a.campaign_key is null or b.campaign_key is null)
        and {{ regions_nest('a.region_id', 'b.region_id') }}
        and (
            (a.campaign_kind <> 'implicit' and b.campaign_kind <> 'implicit')
            or coalesce(a.agency_id = b.agency_id, false)
        )
),

-- A campaign without a name that fits two names joins neither.
torn as (
    select node_id
    from (
        select
            node_a as node_id,
            key_b as campaign_key
        from by_start
        where key_b is not null
        union all
        select
            node_b as node_id,
            key_a as campaign_key
        from by_start
        where key_a is not null
    ) as sides
    group by node_id
    having count(distinct campaign_key) > 1
)

select
    node_a,
    node_b
from by_name
union
select
    node_a,
    node_b
from by_start
where
    node_a not in (select torn.node_id from torn)
    and node_b not in (select torn.node_id from torn)
