{% macro tested(model) -%}
    {#- A model for a test: whole, or what this build worked out of it. -#}
    {{- tested_rows(ref(model)) -}}
{%- endmacro %}


{% macro tested_rows(relation, everything=none) -%}
    {%- set found = graph.get('nodes', {}).values()
        | selectattr('resource_type', 'equalto', 'model')
        | selectattr('alias', 'equalto', relation.identifier)
        | selectattr('config.materialized', 'equalto', 'scoped')
        | list if execute else [] -%}
    {#- Whether the build looks at everything is known to who looks at many tables. -#}
    {%- if found and not (is_everything() if everything is none else everything) -%}
        (select * from {{ relation_made(relation) }})
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}


{% macro duckdb__get_where_subquery(relation) -%}
    {%- set rows = tested_rows(relation) | trim -%}
    {%- set where = config.get('where') -%}
    {%- if where -%}
        {%- do return('(select * from ' ~ rows ~ ' where ' ~ where ~ ') as tested') -%}
    {%- elif rows.startswith('(') -%}
        {%- do return(rows ~ ' as tested') -%}
    {%- else -%}
        {%- do return(relation) -%}
    {%- endif -%}
{%- endmacro %}
