{% materialization rebuilt_table, adapter="duckdb" %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- if existing is not none and not existing.is_table -%}
        {{ drop_relation_if_exists(existing) }}
    {%- endif -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
create or replace table {{ target_relation }} as (
{{ compiled_code }}
)
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
