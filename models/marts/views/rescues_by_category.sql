{{ by_category('rescues', 'rescue_id', 'rescued_count') }}
