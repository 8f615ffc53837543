{% macro hold_generic_tests(models) -%}
    {#-
        Runs every generic test of the project (keys, references, required and accepted values) in
        one step, once these models are there, and fails with the names of those that found rows.
    -#}
    {%- for model in models -%}
        {%- do ref(model) -%}
    {%- endfor -%}
    {%- set broken = [] -%}
    {%- if execute and flags.WHICH in ['build', 'test'] -%}
        {%- set tests = graph.nodes.values()
            | selectattr('resource_type', 'equalto', 'test')
            | selectattr('test_metadata') | list -%}
        {%- set everything = is_everything() -%}
        {#- Table by table, so that no more than one table's keys are held in memory. -#}
        {%- for table, own in tests | groupby('attached_node') if is_tested(table, everything) -%}
            {%- for row in run_query(counted_failures(own, everything)).rows if row[1] -%}
                {%- do broken.append(row[0] ~ ' (' ~ row[1] ~ ' rows)') -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if broken -%}
        {%- do exceptions.raise_compiler_error('these tests failed: ' ~ broken | join(', ')) -%}
    {%- endif -%}
    select 1 where false
{%- endmacro %}


{% macro counted_failures(tests, everything) -%}
    {%- for test in tests %}
    {{ 'union all ' if not loop.first }}select
        '{{ test.name }}' as test_name,
        count(*) as row_count
    from ({{ generic_test_query(test, everything) }}) as found
    {%- endfor %}
{%- endmacro %}


{% macro generic_test_query(test, everything) -%}
    {%- set arguments = {} -%}
    {%- for name, value in test.test_metadata.kwargs.items() -%}
        {%- if name == 'model' -%}
            {%- do arguments.update({name: '(select * from '
                ~ tested_rows(node_relation(graph.nodes[test.attached_node]), everything)
                ~ ' as rows_tested'
                ~ changed_rows_alone(graph.nodes[test.attached_node], everything) ~ ')'
            }) -%}
        {%- elif name == 'to' -%}
            {%- set target = modules.re.search("ref\\(.(\\w+).\\)", value).group(1) -%}
            {%- set found = graph.nodes.values() | selectattr('name', 'equalto', target) | first -%}
            {%- do arguments.update({name: node_relation(found)}) -%}
        {%- else -%}
            {%- do arguments.update({name: value}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- context['test_' ~ test.test_metadata.name](**arguments) -}}
{%- endmacro %}


{% macro is_tested(table, everything) -%}
    {#-
        The views of analysts join tables by keys that are tested, and seeds but for people's
        decisions change with the project: these are looked at in whole builds alone. What is
        disabled has no table.
    -#}
    {%- set node = graph.nodes.get(table) -%}
    {%- if not node -%}
        {{- return(false) -}}
    {%- endif -%}
    {%- if everything -%}
        {{- return(true) -}}
    {%- endif -%}
    {%- if node.resource_type == 'seed' -%}
        {{- return(node.name in ['corrections', 'same_operation']) -}}
    {%- endif -%}
    {{- return(node.config.materialized != 'view' or node.schema != 'main') -}}
{%- endmacro %}


{% macro changed_rows_alone(node, everything) -%}
    {#- What staging shows of articles that have not changed was tested when they came. -#}
    {%- if node.schema == 'staging' and not everything -%}
        {%- for column in ['reading_number', 'article_id'] if column in node.columns -%}
            {{- return(' where ' ~ in_scope('int_changed_articles', column)) -}}
        {%- endfor -%}
    {%- endif -%}
    {{- return('') -}}
{%- endmacro %}


{% macro node_relation(node) -%}
    {{- return(api.Relation.create(schema=node.schema, identifier=node.alias)) -}}
{%- endmacro %}
