{% macro hold_to_grain(relation, made=none) -%}
    {#-
        Fails a model whose rows are not one per grain. What analysts see has tests of its own; the
        tables behind it are looked at as they are made, which costs a third of a test of each; of a
        table that is kept, the rows `made` for it in this build.
    -#}
    {%- set meta = model.config.meta -%}
    {%- if execute and meta.get('grain') and relation.schema == 'intermediate' -%}
        {%- set broken = run_query(broken_grain(
            made or relation, meta.grain.split(', '), (meta.get('nullable') or '').split(', ')
        )) -%}
        {%- if broken.rows | length -%}
            {%- do exceptions.raise_compiler_error(
                relation.identifier ~ ' is to hold one row per ' ~ meta.grain
                ~ ', each of them known, but holds ' ~ broken.rows[0].values() | join(', ')
                ~ ' (the last is the number of rows); mend its SQL'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro broken_grain(relation, columns, nullable) -%}
    select
        {{ columns | join(', ') }},
        count(*) as row_count
    from {{ relation }}
    group by {{ columns | join(', ') }}
    having
        count(*) > 1
        {%- for column in columns if column not in nullable %}
        or {{ column }} is null
        {%- endfor %}
    limit 1
{%- endmacro %}
