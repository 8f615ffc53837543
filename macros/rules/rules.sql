{% macro intervals_meet(low_a, high_a, low_b, high_b) -%}
    (
        ({{ low_a }} is null or {{ high_b }} is null or {{ low_a }} <= {{ high_b }})
        and ({{ low_b }} is null or {{ high_a }} is null or {{ low_b }} <= {{ high_a }})
    )
{%- endmacro %}


{% macro times_allow(report_a, report_b) -%}
    {#- What cannot be one operation by its dates is not looked at any further. -#}
    (
        {{ intervals_meet(
            report_a ~ '.hull_start', report_a ~ '.hull_end',
            report_b ~ '.hull_start', report_b ~ '.hull_end'
        ) }}
        and coalesce({{ report_a }}.published_date >= {{ report_b }}.hull_start, true)
        and coalesce({{ report_b }}.published_date >= {{ report_a }}.hull_start, true)
    )
{%- endmacro %}


{% macro windows_apart(report_a, report_b) -%}
    {#- Days between two windows, 0 where they meet. -#}
    greatest(
        0,
        date_diff('day', {{ report_a }}.hull_end, {{ report_b }}.hull_start),
        date_diff('day', {{ report_b }}.hull_end, {{ report_a }}.hull_start)
    )
{%- endmacro %}


{% macro days_apart(report_a, report_b) -%}
    {#- Days between two windows, or from a publication to the other's window; 0 where they meet. -#}
    case
        when {{ report_a }}.hull_start is not null and {{ report_b }}.hull_start is not null
            then greatest(
                {{ windows_apart(report_a, report_b) }},
                coalesce(
                    date_diff('day', {{ report_a }}.published_date, {{ report_b }}.hull_start), 0
                ),
                coalesce(
                    date_diff('day', {{ report_b }}.published_date, {{ report_a }}.hull_start), 0
                )
            )
    end
{%- endmacro %}


{% macro times_are_near(report_a, report_b) -%}
    {#- Windows that a wrong date, or a later step of one operation, keeps apart. -#}
    ({{ days_apart(report_a, report_b) }} <= {{ rule_setting('near_days') }})
{%- endmacro %}


{% macro published_later(report_a, report_b) -%}
    {#- By the moment where both tell it, since dates are those of their places; else by the date. -#}
    case
        when {{ report_a }}.published_at is not null and {{ report_b }}.published_at is not null
            then {{ report_a }}.published_at > {{ report_b }}.published_at
        else {{ report_a }}.published_date > {{ report_b }}.published_date
    end
{%- endmacro %}


{% macro regions_nest(region_a, region_b) -%}
    (
        {{ region_a }} is null
        or {{ region_b }} is null
        or {{ region_a }} = {{ region_b }}
        or {{ region_a }} = substr({{ region_b }}, 1, 2)
        or {{ region_b }} = substr({{ region_a }}, 1, 2)
    )
{%- endmacro %}


{% macro reports_exclude(report_a, report_b) -%}
    {#- What two reports of one operation cannot be: told in one article, of other days or places. -#}
    (
        {{ report_a }}.article_id = {{ report_b }}.article_id
        or (
            not {{ intervals_meet(
                report_a ~ '.hull_start', report_a ~ '.hull_end',
                report_b ~ '.hull_start', report_b ~ '.hull_end'
            ) }}
            -- A named operation may go on, and a date be wrong, for days.
            and not (
                (
                    coalesce({{ report_a }}.operation_key = {{ report_b }}.operation_key, false)
                    or {{ report_a }}.is_time_doubted
                    or {{ report_b }}.is_time_doubted
                )
                and {{ windows_apart(report_a, report_b) }} <= {{ rule_setting('near_days') }}
            )
        )
        -- Local stories of one named operation tell of their own places alone.
        or (
            not {{ regions_nest(report_a ~ '.region_id', report_b ~ '.region_id') }}
            and coalesce({{ report_a }}.operation_key <> {{ report_b }}.operation_key, true)
            and not ({{ report_a }}.is_place_doubted or {{ report_b }}.is_place_doubted)
        )
    )
{%- endmacro %}


{% macro same(a, b) -%}
    ({{ a }} is not distinct from {{ b }})
{%- endmacro %}


{% macro rule_setting(rule) -%}
    (select setting from {{ ref('matching_rules') }} where rule = '{{ rule }}')
{%- endmacro %}


{% macro evidence_weight(evidence) -%}
    (select weight from {{ ref('evidence_weights') }} where evidence = '{{ evidence }}')
{%- endmacro %}


{% macro half_unit(value) -%}
    {#- Half a unit of the last digit that is not zero: 35,000 gives 500. Null where it is below 50. -#}
    case
        when {{ value }} = 0 then null
        when {{ value }} % 1000000000 = 0 then 500000000
        when {{ value }} % 100000000 = 0 then 50000000
        when {{ value }} % 10000000 = 0 then 5000000
        when {{ value }} % 1000000 = 0 then 500000
        when {{ value }} % 100000 = 0 then 50000
        when {{ value }} % 10000 = 0 then 5000
        when {{ value }} % 1000 = 0 then 500
        when {{ value }} % 100 = 0 then 50
    end
{%- endmacro %}


{% macro corrected(column, given, data_type) -%}
    case
        when {{ given }} is null then {{ column }}
        when {{ given }} in ('', 'null') then null
        else try_cast({{ given }} as {{ data_type }})
    end
{%- endmacro %}


{% macro date_key(day) -%}
    coalesce(
        year({{ day }}) * 10000 + month({{ day }}) * 100 + day({{ day }}), 0
    )::integer
{%- endmacro %}


{% macro short_key(prefix, parts) -%}
    '{{ prefix }}_' || substr(md5(concat_ws('|', {{ parts | join(', ') }})), 1, 16)
{%- endmacro %}
