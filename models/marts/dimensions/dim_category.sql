with

categories as (
    select * from {{ ref('categories') }}
)

select
    category_id,
    sex,
    age_group,
    kind,
    upper(substr(category_id, 1, 1)) || substr(category_id, 2) as category_name
from categories
