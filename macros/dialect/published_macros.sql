{% macro create_published_macros() -%}
    {#- The files hold plain SQL, so that publishing can run them in the published file as well. -#}
    {%- if execute -%}
        {%- set files = run_query(
            "select content from read_text('" ~ flags.PROJECT_DIR ~ "/macros/published/*.sql') "
            ~ "order by filename"
        ) -%}
        {%- for row in files.rows -%}
            {%- do run_query(row[0]) -%}
        {%- endfor -%}
    {%- endif -%}
    select 1
{%- endmacro %}
