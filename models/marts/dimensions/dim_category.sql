with

categories as (
    select * from {{ ref('categories') }}
)

select
    category_id,
    upper(substr(category_id, 1, 1)) || substr(category_id, 2) as category_name,
    sex,
    age_group,
    kind
from categories
