with

verdicts as (
    select * from {{ ref('int_verdicts') }}
)

select
    verdict_id as correction_id,
    figure_id_a,
    figure_id_b,
    verdict,
    reason,
    decided_by,
    decided_on,
    is_loaded as is_applied
from verdicts
