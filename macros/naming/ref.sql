{% macro ref() -%}
    {#- Leaves the name of the database out, so that a view survives a copy into another file. -#}
    {%- set arguments = varargs -%}
    {%- set version = kwargs.get('version') or kwargs.get('v') -%}
    {%- if arguments | length == 2 -%}
        {%- set relation = builtins.ref(arguments[0], arguments[1], version=version) -%}
    {%- else -%}
        {%- set relation = builtins.ref(arguments[0], version=version) -%}
    {%- endif -%}
    {%- do return(relation.include(database=false)) -%}
{%- endmacro %}
