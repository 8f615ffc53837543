{{ by_category('arrests', 'arrest_id', 'arrested_count') }}
