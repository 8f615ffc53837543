{% materialization scoped, adapter='duckdb' %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set before = relation_before(target) -%}
    {%- set is_new = existing is none or existing.is_view or is_everything() -%}
    {%- set in_scope = scope_condition(model.config) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {#- The rows of a scope are few: they are made apart and looked at there, and models and tests that
        want these alone read them there, so that the table, which may be large, is left in peace. -#}
    {%- set rows_made = relation_made(target) -%}
    {%- set made_before = load_cached_relation(rows_made) -%}
    {%- if not is_new %}
        {% call statement('made') -%}
            {{ dropped(made_before) }}
            create table {{ rows_made }} as
            {{ compiled_code }}
        {%- endcall -%}
        {%- do hold_to_grain(target, made=rows_made) -%}
    {%- endif %}
    {% call statement('main') -%}
        {%- if is_new %}
            {{ replaced_by_query(existing, target, compiled_code) }}
            {{ dropped(made_before) }}
            create view {{ rows_made }} as from {{ target }};
            {%- if config.get('remember') %}
                create or replace table {{ before }} as from {{ target }} limit 0;
            {%- endif %}
        {%- else %}
            {%- if config.get('remember') %}
                create or replace table {{ before }} as
                select * from {{ target }}
                where {{ in_scope }};
            {%- endif %}
            delete from {{ target }}
            where {{ in_scope }};
            insert into {{ target }} by name
            from {{ rows_made }};
        {%- endif %}
    {%- endcall -%}
    {%- if is_new %}
        {%- do persist_docs(target, model) -%}
        {%- do hold_to_grain(target) -%}
    {%- endif %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}


{% materialization remembered, adapter='duckdb' %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set before = relation_before(target) -%}
    {%- set is_known = existing is not none and existing.is_table -%}
    {%- set columns = column_names(existing) if is_known else [] -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        {%- if is_known %}
            drop table if exists {{ before }};
            create table {{ before }} as from {{ target }};
        {%- endif %}
        {{ replaced_by_query(existing, target, compiled_code) }}
    {%- endcall %}
    {#- Rows with the columns of an older project can't be held against these; all is made anew then. -#}
    {%- if columns != column_names(target) %}
        {% call statement('nothing_before') -%}
            create or replace table {{ before }} as from {{ target }} limit 0;
        {%- endcall %}
    {%- endif %}
    {%- do hold_to_grain(target) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}


{% macro column_names(relation) -%}
    {{- return(run_query('describe ' ~ relation).columns[0].values() | list) -}}
{%- endmacro %}


{% macro dropped(relation) -%}
    {%- if relation is not none %}
        drop {{ relation.type }} if exists {{ relation }};
    {%- endif %}
{%- endmacro %}


{% macro replaced_by_query(existing, target, sql) -%}
    {{ dropped(existing) }}
    {{ create_table_as(False, target, sql) }};
{%- endmacro %}
