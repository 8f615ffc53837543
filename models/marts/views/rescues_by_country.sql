{{ by_country('fct_rescues', 'rescue_id', 'rescued_count') }}
