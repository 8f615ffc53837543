{% macro without_kept_aliases(aliases) -%}
    {%- if execute and load_relation(aliases) is not none -%}
        delete from {{ aliases }}
        where alias_id in (select kept.alias_id from {{ ref('stg_kept_aliases') }} as kept)
    {%- endif -%}
{%- endmacro %}
