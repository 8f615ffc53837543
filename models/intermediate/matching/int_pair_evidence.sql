{%- for kind in ['number', 'name', 'setting', 'source'] %}
    select
        report_a,
        report_b,
        evidence,
        detail,
        weight
    from {{ ref('int_pair_' ~ kind ~ '_evidence') }}
    {%- if not loop.last %}
        union all
    {%- endif %}
{%- endfor %}
