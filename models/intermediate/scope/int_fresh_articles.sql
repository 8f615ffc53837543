{#-
    Articles whose reports are worked out anew: those that changed, those that are copies of
    others than before, those that use a name that has become a campaign's or ceased to be one,
    those of an agency that proved to be of another kind, and the copies of all these.
-#}
with

changed as (
    select article_id from {{ ref('int_changed_articles') }}
),

originals as (
    select * from {{ ref('int_originals') }}
),

changed_originals as (
    {{ changed_rows('int_originals') }}
),

changed_names as (
    {{ changed_rows('int_campaign_names') }}
),

agencies as (
    select
        agency_id,
        kind,
        country_id
    from {{ ref('int_agencies') }}
),

old_agencies as (
    select
        agency_id,
        kind,
        country_id
    from {{ before('int_agencies') }}
),

figures as (
    select * from {{ ref('int_figures') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

decisions as (
    select * from {{ ref('int_changed_decisions') }}
),

changed_agencies as (
    select old_agencies.agency_id
    from old_agencies
    anti join agencies
        on
            old_agencies.agency_id = agencies.agency_id
            and old_agencies.kind = agencies.kind
            and old_agencies.country_id = agencies.country_id
),

fresh as (
    select article_id from changed
    union
    select article_id from changed_originals
    union
    select figures.article_id
    from figures
    inner join changed_names on figures.campaign_key = changed_names.campaign_key
    union
    select figures.article_id
    from figures
    inner join changed_agencies on figures.agency_id = changed_agencies.agency_id
    union
    select articles.article_id
    from articles
    inner join changed_agencies on articles.outlet_agency_id = changed_agencies.agency_id
    union
    -- Of figures that a person added as well: these no reading has.
    select figures.article_id
    from figures
    inner join decisions on figures.figure_id = decisions.target_id
),

with_copies as (
    select article_id from fresh
    union
    select originals.article_id
    from originals
    inner join fresh on originals.original_article_id = fresh.article_id
)

select
    readings.article_id,
    readings.reading_number
from {{ ref('stg_readings') }} as readings
inner join with_copies on readings.article_id = with_copies.article_id
