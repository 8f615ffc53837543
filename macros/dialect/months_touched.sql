{% macro months_touched(first_day, last_day) -%}
    unnest(generate_series(
        date_trunc('month', {{ first_day }})::date,
        date_trunc('month', {{ last_day }})::date,
        interval 1 month
    ))::date
{%- endmacro %}
