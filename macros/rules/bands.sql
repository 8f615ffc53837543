{% macro numbered_bands() -%}
    {#- One row per band: its place in the signature and its hash in one number. -#}
    generate_subscripts(bands, 1) * 4294967296 + unnest(bands) as band
{%- endmacro %}
