{% macro numbered_bands() -%}
    {#- One row per band: its place in the signature and its hash in one number. -#}
    generate_subscripts(bands, 1) * 4294967296 + unnest(bands) as band
{%- endmacro %}


{% macro days_of_a_copy(day) -%}
    {#- Numbers the spans of so many days that a copy may lie within its original. -#}
    (date_diff('day', date '0001-01-01', {{ day }}) // ({{ var('copy_days') }} + 1))
{%- endmacro %}
