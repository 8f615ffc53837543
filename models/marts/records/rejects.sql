with

rejects as (
    select * from {{ ref('stg_rejects') }}
)

select
    {{ short_key('rej', [
        'run_id', 'source_path', 'record_number', 'reject_reason', 'reject_detail', 'excerpt',
        'row_number() over (partition by run_id, source_path, record_number order by reject_reason)'
    ]) }} as reject_id,
    source_path,
    record_number,
    reject_reason,
    reject_detail as detail,
    excerpt,
    rejected_at
from rejects
