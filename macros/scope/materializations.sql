{% materialization scoped, adapter='duckdb' %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set before = relation_before(target) -%}
    {%- set is_new = existing is none or existing.is_view or is_everything() -%}
    {%- set in_scope = scope_condition(model.config) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        {%- if is_new %}
            {{ replaced_by_query(existing, target, compiled_code) }}
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
            {{ compiled_code }}
        {%- endif %}
    {%- endcall %}
    {%- if is_new %}
        {%- do persist_docs(target, model) -%}
    {%- endif %}
    {%- do hold_to_grain(target, none if is_new else in_scope) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}


{% materialization remembered, adapter='duckdb' %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set before = relation_before(target) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        {%- if existing is not none and existing.is_table %}
            drop table if exists {{ before }};
            create table {{ before }} as from {{ target }};
            {{ replaced_by_query(existing, target, compiled_code) }}
        {%- else %}
            {{ replaced_by_query(existing, target, compiled_code) }}
            create or replace table {{ before }} as from {{ target }} limit 0;
        {%- endif %}
    {%- endcall %}
    {%- do hold_to_grain(target) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}


{% macro replaced_by_query(existing, target, sql) -%}
    {%- if existing is not none %}
        drop {{ existing.type }} if exists {{ existing }};
    {%- endif %}
    {{ create_table_as(False, target, sql) }};
{%- endmacro %}
