{#-
    Keys are unique and find their rows, values are there and among the accepted ones: all that the
    YAML of seeds and models says, in one step. `casecount build` runs this and leaves out the single
    tests: dbt takes a tenth of a second of processor for each step, whatever there is to test.
-#}
{{ hold_generic_tests([
    'int_changed_articles', 'about', 'arrests', 'arrests_by_category', 'arrests_by_country',
    'bridge_fact_figures', 'bridge_operation_agencies', 'bridge_operation_regions',
    'campaign_rises', 'campaign_totals', 'corrections_applied', 'coverage', 'dim_agency',
    'dim_article', 'dim_campaign', 'dim_category', 'dim_date', 'dim_measure', 'dim_operation',
    'dim_outlet', 'dim_region', 'disagreements', 'facts', 'fct_arrests', 'fct_campaigns',
    'fct_figures', 'fct_outcomes', 'fct_parts', 'fct_period_totals', 'fct_rescues', 'figures',
    'latest_campaign_totals', 'match_review', 'operation_aliases', 'operations', 'outcomes',
    'period_totals', 'readme', 'readme_columns', 'rejects', 'rescues', 'rescues_by_category',
    'rescues_by_country', 'same_operation_applied', 'sentences',
    'totals_beside_counts',
    'usage_warnings'
]) }}
