{% macro scoped(scope, column, key=none, remember=false) -%}
    {#-
        Says that a model keeps its rows from build to build: its SQL gives the rows of a scope, which
        take the place of the scope's old ones.
    -#}
    {{- config(
        materialized='scoped',
        scope=scope,
        scope_column=column,
        scope_keys=[key] if key is string else (key or [column]),
        remember=remember
    ) -}}
    {%- do ref(scope) -%}
{%- endmacro %}


{% macro in_scope(scope, column, scope_column=none) -%}
    {%- set own = scope_column or (column.split('.') | last) -%}
    {{ column }} in (select scope.{{ own }} from {{ ref(scope) }} as scope)
{%- endmacro %}


{% macro before(model) -%}
    {#- What a remembered table held before this build; of a scoped table, of its scope alone. -#}
    {{- return(relation_before(ref(model))) -}}
{%- endmacro %}


{% macro made(model) -%}
    {#- The rows that this build worked out of a scoped table: its scope's, and all of a whole build. -#}
    {{- return(relation_made(ref(model))) -}}
{%- endmacro %}


{% macro changed_rows(model) -%}
    {#- Rows of a remembered table that came or went since the last build. -#}
    (select * from {{ ref(model) }} except select * from {{ before(model) }})
    union all
    (select * from {{ before(model) }} except select * from {{ ref(model) }})
{%- endmacro %}


{% macro relation_before(relation) -%}
    {{- return(api.Relation.create(
        database=relation.database,
        schema=relation.schema,
        identifier=relation.identifier ~ '_before',
        type='table'
    ).include(database=relation.include_policy.database)) -}}
{%- endmacro %}


{% macro relation_made(relation) -%}
    {{- return(api.Relation.create(
        database=relation.database,
        schema='intermediate',
        identifier=relation.identifier ~ '_made'
    ).include(database=relation.include_policy.database)) -}}
{%- endmacro %}


{% macro scope_relation(scope) -%}
    {{- return(api.Relation.create(
        database=target.database, schema='intermediate', identifier=scope
    )) -}}
{%- endmacro %}


{% macro is_everything() -%}
    {%- set scope = scope_relation('int_build_scope') -%}
    {%- if load_relation(scope) is none -%}
        {{- return(true) -}}
    {%- endif -%}
    {{- return(run_query('select is_everything from ' ~ scope).rows[0][0]) -}}
{%- endmacro %}


{% macro scope_condition(settings) -%}
    {%- set scope = scope_relation(settings.scope) -%}
    {%- for key in settings.scope_keys -%}
        {{ key }} in (select scope.{{ settings.scope_column }} from {{ scope }} as scope)
        {{- ' or ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
