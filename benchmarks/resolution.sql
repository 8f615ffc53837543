-- Generated reports, written straight into the raw tables: what happened is a function of the number
-- of an operation, what an outlet prints of the operation and the number of the report. Of an
-- operation of day d one to forty outlets report; most numbers are small; a quarter of the further
-- reports are copies; some tell no day or place; one article in sixteen prints a total.
-- Parameters: first_operation, operations, a_day (operations), first_report (0 but for follow-ups),
-- first_number (of articles and readings there are), bands (of the signature of the wording).
create or replace temp macro chance(a, b) as (hash(a::varchar || ':' || b) % 1000003) / 1000003.0;

create or replace temp table made_operations as
with drawn as (
    select
        i as op,
        date '2021-01-01' + (i // getvariable('a_day'))::integer as day,
        floor(3800 * pow(chance(i, 'place'), 1.6))::integer as place_rank,
        exp(1.2 + 1.4 * sqrt(-2 * ln(chance(i, 'a') + 1e-7)) * cos(6.2832 * chance(i, 'b'))) as size,
        chance(i, 'reports') as reports_draw,
        chance(i, 'subject') as subject_draw,
        chance(i, 'name') as name_draw
    from range(
        getvariable('first_operation'),
        getvariable('first_operation') + getvariable('operations')
    ) as numbers (i)
),

places as (
    select region_id, country_id, row_number() over (order by hash(region_id)) - 1 as place_rank
    from seeds_regions
    where level = 'subdivision'
)

select
    drawn.op,
    drawn.day,
    places.region_id,
    places.country_id,
    lower(places.country_id) || '-police-' || (hash(drawn.op || 'agency') % 40) as agency_id,
    case
        when drawn.subject_draw < 0.35 then 'drugs'
        when drawn.subject_draw < 0.55 then 'violence'
        when drawn.subject_draw < 0.75 then 'fraud'
        when drawn.subject_draw < 0.9 then 'human_trafficking'
        else 'migrant_smuggling'
    end as subject,
    case when drawn.name_draw < 0.03 then 'name' || drawn.op end as campaign_key,
    greatest(1, drawn.size)::bigint as arrested,
    case
        when chance(drawn.op, 'has rescued') < 0.3
            then greatest(1, drawn.size * (0.3 + 2 * chance(drawn.op, 'rescued')))::bigint
    end as rescued,
    case
        when chance(drawn.op, 'has searched') < 0.25
            then greatest(1, drawn.size * (0.1 + chance(drawn.op, 'searched')))::bigint
    end as searched,
    case
        when drawn.reports_draw < 0.6 then 1
        when drawn.reports_draw < 0.8 then 2
        when drawn.reports_draw < 0.9 then 3
        when drawn.reports_draw < 0.95 then 5
        when drawn.reports_draw < 0.98 then 8
        when drawn.reports_draw < 0.995 then 15
        else 40
    end as report_count
from drawn
inner join places on drawn.place_rank = places.place_rank;

create or replace temp table made_reports as
with told as (
    select
        made_operations.*,
        r.report,
        made_operations.op || '/' || r.report as told_key
    from made_operations
    cross join lateral (
        select unnest(range(
            getvariable('first_report'),
            getvariable('first_report')
            + case when getvariable('first_report') > 0 then 1 else made_operations.report_count end
        )) as report
    ) as r
)

select
    told.*,
    'art_' || substr(md5(told_key), 1, 16) as article_id,
    'outlet-' || floor(3000 * pow(chance(told_key, 'outlet'), 3))::integer as outlet_id,
    day + 1 + floor(3 * chance(told_key, 'lag'))::integer as published_date,
    report > 0 and chance(told_key, 'copy') < 0.25 as is_copy,
    chance(told_key, 'no day') < 0.07 as has_no_day,
    chance(told_key, 'no place') < 0.07 as has_no_place,
    chance(told_key, 'no agency') < 0.4 as has_no_agency,
    chance(told_key, 'total') as total_draw,
    getvariable('first_number') + row_number() over (order by day, told_key) as number
from told;

create or replace temp table made_figures as
with whole as (
    select
        unnest([
            struct_pack(measure := 'arrested', category := 'suspects', true_value := arrested),
            struct_pack(measure := 'rescued', category := 'victims', true_value := rescued),
            struct_pack(measure := 'searched', category := 'places', true_value := searched)
        ], recursive := true),
        *
    from made_reports
),

printed as (
    select
        * exclude (true_value),
        'operation' as told_scope,
        case
            when is_copy then true_value
            when chance(told_key, measure || 'slip') < 0.04 then true_value + 1
            when true_value > 99 and chance(told_key, measure || 'about') < 0.15
                then true_value // 10 * 10
            else true_value
        end as value,
        true_value > 99
        and not is_copy
        and chance(told_key, measure || 'about') < 0.15 as is_more_than
    from whole
    where
        true_value is not null
        and (measure = 'arrested' or is_copy or chance(told_key, measure) < 0.8)
),

totals as (
    select
        'arrested' as measure,
        'suspects' as category,
        made_reports.*,
        case when total_draw < 0.03 then 'running_total' else 'period_total' end as told_scope,
        case
            when total_draw < 0.03 then 1000 + 7 * (day - date '2021-01-01')
            else 100 + hash(country_id || (year(day) - 1)) % 5000
        end::bigint as value,
        false as is_more_than
    from made_reports
    where total_draw < 0.06
),

women as (
    select
        * replace ('women' as category, value // 3 as value, false as is_more_than)
    from printed
    where measure = 'arrested' and value > 9 and chance(told_key, 'women') < 0.2
),

together as (
    select 1 as place_in_text, * from printed
    union all by name
    select 2 as place_in_text, * from women
    union all by name
    select 3 as place_in_text, * from totals
)

select
    *,
    row_number() over (partition by article_id order by place_in_text, measure) - 1
        as sentence_number,
    value::varchar as figure_text
from together;

insert into raw.articles by name
select
    r.article_id,
    r.number as arrival_number,
    r.told_key as external_id,
    r.outlet_id as source_name,
    'Report ' || r.told_key as title,
    r.published_date,
    string_agg(
        rpad(f.figure_text || ' ' || f.category || ' ' || f.measure || ' in ' || r.region_id, 79, '.')
        || chr(10), ''
        order by f.sentence_number
    ) || repeat('Nobody else was named. ', 20) as text,
    'generated' as source_path,
    r.number as record_number,
    'generated' as run_id,
    timestamptz '2026-01-01 00:00:00+00' as loaded_at
from made_reports as r
inner join made_figures as f on r.article_id = f.article_id
group by all;

insert into raw.readings by name
select
    number as reading_number,
    article_id,
    'generated' as reader_hash,
    'given' as figures_from,
    outlet_id,
    'Outlet ' || outlet_id as outlet_name,
    case when outlet_id like '%77' then 'official-' || outlet_id end as outlet_agency_id,
    'generated' as run_id,
    timestamptz '2026-01-01 00:00:00+00' as read_at
from made_reports;

insert into raw.sentences by name
select
    number as reading_number,
    article_id,
    sentence_number,
    sentence_number * 80 as char_start,
    sentence_number * 80 + 79 as char_end,
    'body' as kind
from made_figures;

insert into raw.figures by name
select
    f.number as reading_number,
    f.article_id,
    'fig_' || substr(md5(f.article_id || f.sentence_number), 1, 16) as figure_id,
    f.sentence_number,
    f.sentence_number * 80 as char_start,
    f.sentence_number * 80 + length(f.figure_text) as char_end,
    f.figure_text,
    f.value,
    case when f.is_more_than then f.value + 1 else f.value end as lower,
    case when not f.is_more_than then f.value end as upper,
    case when f.is_more_than then 'more_than' else 'exact' end as qualifier,
    f.measure,
    f.category as counted,
    f.category,
    case when not f.has_no_agency then 'Police ' || f.agency_id end as agency,
    case when not f.has_no_agency then f.agency_id end as agency_id,
    case
        when f.told_scope <> 'operation' then f.country_id
        when not f.has_no_place then f.region_id
    end as region,
    case f.told_scope
        when 'running_total' then date '2021-01-01'
        when 'period_total' then make_date(year(f.day) - 1, 1, 1)
        else case when not f.has_no_day then f.day end
    end as period_start,
    case f.told_scope
        when 'running_total' then f.day
        when 'period_total' then make_date(year(f.day) - 1, 12, 31)
        else case when not f.has_no_day then f.day end
    end as period_end,
    f.told_scope as scope,
    case when f.told_scope = 'running_total' then 'Campaign ' || f.country_id
        when f.told_scope = 'operation' then f.campaign_key end as campaign,
    case when f.told_scope = 'running_total' then 'campaign ' || lower(f.country_id)
        when f.told_scope = 'operation' then f.campaign_key end as campaign_key,
    case when f.category = 'women' then 0 end::integer as part_of
from made_figures as f;

insert into raw.mentions by name
with named as (
    select number, article_id, 0 as sentence_number, 'place' as kind, region_id as key,
        'Town ' || (hash(op || 'town') % 30) as name, null as region, null as detail, 1.0 as weight
    from made_reports
    where not has_no_place
    union all
    select number, article_id, 0, 'subject', subject, null, null, null, 2.0
    from made_reports
    where chance(told_key, 'no subject') < 0.8
    union all
    select number, article_id, 0, 'agency', agency_id, 'Police ' || agency_id, country_id,
        'police:leads', null
    from made_reports
    where not has_no_agency
    union all
    select number, article_id, null, 'credit', 'outlet-' || (hash(op || 'wire') % 20), null, null,
        null, null
    from made_reports
    where chance(told_key, 'credit') < 0.1
)

select
    number as reading_number,
    article_id,
    row_number() over (partition by article_id) as mention_number,
    kind,
    key,
    case when sentence_number is not null then 5 end::integer as char_start,
    case when sentence_number is not null then 9 end::integer as char_end,
    sentence_number,
    name,
    region,
    detail,
    weight
from named;

insert into raw.signatures by name
select
    number as reading_number,
    article_id,
    list_transform(
        range(getvariable('bands')),
        lambda band:
            (hash(case when is_copy then op || '/0' else told_key end || ':' || band) % 4294967296)
    )::uinteger[] as bands
from made_reports;

drop table made_figures;
drop table made_reports;
drop table made_operations;
