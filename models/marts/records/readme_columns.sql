with

columns_told as (
    {{ readme_column_rows() }}
)

select
    table_name,
    column_number,
    column_name,
    data_type,
    description,
    is_in_grain,
    is_key,
    is_printed_text,
    refers_to,
    reading_order
from columns_told
order by reading_order, column_number
