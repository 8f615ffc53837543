{{ by_country('fct_arrests', 'arrest_id', 'arrested_count') }}
