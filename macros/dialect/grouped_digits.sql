{% macro grouped_digits(number) -%}
    format('{:,}', {{ number }})
{%- endmacro %}
