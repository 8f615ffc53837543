{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- Schemas are named as they are: raw, seeds, staging, intermediate, main. -#}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
