select
    report_a,
    report_b,
    evidence,
    detail,
    weight
from {{ ref('int_pair_number_evidence') }}
union all
select
    report_a,
    report_b,
    evidence,
    detail,
    weight
from {{ ref('int_pair_name_evidence') }}
union all
select
    report_a,
    report_b,
    evidence,
    detail,
    weight
from {{ ref('int_pair_setting_evidence') }}
union all
select
    report_a,
    report_b,
    evidence,
    detail,
    weight
from {{ ref('int_pair_source_evidence') }}
