{% macro create_published_macros() -%}
    {#- The files hold plain SQL, so that publishing can run them in the published file as well. -#}
    {%- if execute -%}
        {#- Of all nodes only seeds know where the project lies. -#}
        {%- set root = (graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed')
            | map(attribute='root_path') | first) or '.' -%}
        {%- set files = run_query(
            "select content from read_text('" ~ root | replace("'", "''") ~ "/macros/published/*.sql') "
            ~ "order by filename"
        ) -%}
        {%- for row in files.rows %}
{{ row[0] }}
        {%- endfor -%}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
