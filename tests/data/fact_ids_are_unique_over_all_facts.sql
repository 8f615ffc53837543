-- An id alone must find its fact: casecount explain is given nothing else.
select
    fact_id,
    count(*) as fact_count
from {{ ref('int_facts') }}
group by fact_id
having count(*) > 1
