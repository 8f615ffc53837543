{% macro public_models() -%}
    {#- The models that are published, in the order in which a newcomer reads them. -#}
    {%- set marts = graph.nodes.values()
        | selectattr('resource_type', 'equalto', 'model')
        | selectattr('schema', 'equalto', 'main') | list -%}
    {%- set ordered = [] -%}
    {%- for folder in ['views', 'facts', 'bridges', 'dimensions', 'records'] -%}
        {%- for node in marts | sort(attribute='name') if node.fqn[-2] == folder -%}
            {%- do ordered.append(node) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(ordered) -}}
{%- endmacro %}


{% macro readme_rows() -%}
    {%- set rows = [] -%}
    {%- for node in (public_models() if execute else []) -%}
        {%- set meta = node.config.meta -%}
        {%- for key in ['grain', 'adds_up', 'usage_warnings', 'joining'] if not meta.get(key) -%}
            {%- do exceptions.raise_compiler_error(
                'readme: the model ' ~ node.name ~ ' lacks meta.' ~ key ~ ' in its .yml'
            ) -%}
        {%- endfor -%}
        {%- do rows.append({
            'reading_order': loop.index,
            'table_name': node.name,
            'table_kind': 'table' if node.config.materialized != 'view'
                else 'materialized view' if meta.get('materialized') else 'view',
            'what_it_is': node.description,
            'grain': meta.grain,
            'adds_up': meta.adds_up,
            'usage_warnings': meta.usage_warnings | join(', '),
            'when_joined': meta.joining
        }) -%}
    {%- endfor -%}
    {{ rows_of(rows, {
        'reading_order': 'integer', 'table_name': 'varchar', 'table_kind': 'varchar',
        'what_it_is': 'varchar', 'grain': 'varchar', 'adds_up': 'varchar',
        'usage_warnings': 'varchar', 'when_joined': 'varchar'
    }) }}
{%- endmacro %}


{% macro readme_column_rows() -%}
    {%- set rows = [] -%}
    {%- set references = tested_references() if execute else {} -%}
    {%- set keys = tested_keys() if execute else [] -%}
    {%- set printed = printed_columns() if execute else [] -%}
    {%- for node in (public_models() if execute else []) -%}
        {%- set reading_order = loop.index -%}
        {%- set grain = (node.config.meta.grain or '').replace(' ', '').split(',') -%}
        {%- for column in node.columns.values() -%}
            {%- set name = node.name ~ '.' ~ column.name -%}
            {%- set target = references.get(name) or references.get(column.name) -%}
            {%- do rows.append({
                'reading_order': reading_order,
                'table_name': node.name,
                'column_number': loop.index,
                'column_name': column.name,
                'data_type': column.data_type,
                'description': column.description,
                'is_in_grain': column.name in grain,
                'is_key': name in keys,
                'is_printed_text': column.name in printed,
                'refers_to': target if target != name else none
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ rows_of(rows, {
        'reading_order': 'integer', 'table_name': 'varchar', 'column_number': 'integer',
        'column_name': 'varchar', 'data_type': 'varchar', 'description': 'varchar',
        'is_in_grain': 'boolean', 'is_key': 'boolean', 'is_printed_text': 'boolean',
        'refers_to': 'varchar'
    }) }}
{%- endmacro %}


{% macro tested_references() -%}
    {#-
        What relationship tests hold: `table.column` and, because a column means the same everywhere,
        also its bare name, each with the `table.column` that it is a key of.
    -#}
    {%- set found = {} -%}
    {%- for test in graph.nodes.values() if test.resource_type == 'test' and test.test_metadata -%}
        {%- if test.test_metadata.name == 'relationships' and test.attached_node -%}
            {%- set table = graph.nodes[test.attached_node] -%}
            {%- set kwargs = test.test_metadata.kwargs -%}
            {%- set target = modules.re.search("ref\\(.([a-z_]+).\\)", kwargs.to).group(1) -%}
            {%- if table.schema == 'main' and target in public_models() | map(attribute='name') -%}
                {%- set key = target ~ '.' ~ kwargs.field -%}
                {%- do found.update({table.name ~ '.' ~ kwargs.column_name: key}) -%}
                {%- do found.setdefault(kwargs.column_name, key) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}


{% macro printed_columns() -%}
    {#- Names of columns that hold printed text; a column means the same everywhere. -#}
    {%- set found = [] -%}
    {%- for node in public_models() -%}
        {%- for column in node.columns.values() if column.config.meta.get('is_printed_text') -%}
            {%- do found.append(column.name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}


{% macro tested_keys() -%}
    {#- Each `table.column` that is tested to be unique. -#}
    {%- set found = [] -%}
    {%- for test in graph.nodes.values() if test.resource_type == 'test' and test.test_metadata -%}
        {%- if test.test_metadata.name == 'unique' and test.attached_node -%}
            {%- do found.append(
                graph.nodes[test.attached_node].name ~ '.' ~ test.test_metadata.kwargs.column_name
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}


{% macro rows_of(rows, types) -%}
    {#- One literal for all rows: a linter reads it at once, a thousand selects it doesn't. -#}
    select unnest(
        from_json(
            '{{ tojson(rows) | replace("'", "''") }}',
            '{{ tojson([types]) }}'
        ),
        recursive := true
    )
{%- endmacro %}
