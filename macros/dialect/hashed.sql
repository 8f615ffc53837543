{% macro hashed(text) -%}
    hash({{ text }})
{%- endmacro %}
