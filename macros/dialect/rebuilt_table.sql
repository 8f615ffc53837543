{% materialization rebuilt_table, adapter="duckdb" %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {%- if existing is not none and not existing.is_table -%}
        {{ drop_relation_if_exists(existing) }}
        {%- set existing = none -%}
    {%- endif -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
    {%- if has_contract %}
{{ replaced_by_query(existing, target_relation, compiled_code) }}
    {%- else %}
create or replace table {{ target_relation }} as (
{{ compiled_code }}
)
    {%- endif -%}
    {%- endcall -%}
    {%- if has_contract -%}
        {%- do persist_docs(target_relation, model) -%}
    {%- endif -%}
    {%- do hold_to_grain(target_relation) -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
