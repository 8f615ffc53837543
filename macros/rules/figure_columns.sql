{% macro figure_columns(relation=none) -%}
    {#- What int_figures tells of a figure; models of figures carry it on and add to it. -#}
    {%- for column in [
        'figure_id', 'article_id', 'sentence_number', 'char_start', 'char_end',
        'figure_text', 'counted', 'agency', 'value', 'lower', 'upper', 'qualifier',
        'measure_id', 'category_id', 'region_id', 'period_start', 'period_end', 'scope',
        'campaign', 'part_of', 'is_excluded', 'is_corrected_by_person', 'agency_id',
        'country_id', 'campaign_key', 'is_police_action', 'is_incident'
    ] -%}
        {{ relation ~ '.' if relation }}{{ column }}
        {{- ',\n    ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
