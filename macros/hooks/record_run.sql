{% macro record_run_start() -%}
    {%- set command = flags.WHICH -%}
    {%- if execute and command in ('build', 'run', 'seed', 'snapshot', 'test') -%}
        {#-
            `casecount build` leaves out what is as the last build of the same project left it, and
            tests that another test runs.
        -#}
        {%- set left_out = [] -%}
        {%- for name in (invocation_args_dict.get('exclude') or []) | map('string') -%}
            {%- if not env_var('CASECOUNT_PROJECT_STATE', '') or not (
                name == 'test_type:generic' or name.startswith('path:')
            ) -%}
                {%- do left_out.append(name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set is_whole = command == 'build' and not (
            invocation_args_dict.get('select')
            or left_out
            or invocation_args_dict.get('selector')
            or invocation_args_dict.get('resource_types')
            or (invocation_args_dict.get('exclude_resource_types') or [])
                | map('string') | reject('in', ['unit_test']) | list
            or invocation_args_dict.get('empty')
        ) -%}
        create schema if not exists raw;
        create table if not exists raw.builds (
            build_number bigint not null,
            invocation_id varchar primary key,
            command varchar not null,
            is_whole boolean not null,
            newest_reading bigint not null,
            reject_count bigint not null,
            started_at timestamptz not null,
            finished_at timestamptz,
            outcome varchar,
            project_state varchar,
            starts_over boolean
        );
        alter table raw.builds add column if not exists project_state varchar;
        alter table raw.builds add column if not exists starts_over boolean;
        create table if not exists raw.built_relations (relation_name varchar primary key);
        insert into raw.builds
        select
            coalesce((select max(build_number) from raw.builds), 0) + 1,
            '{{ invocation_id }}',
            '{{ command }}',
            {{ 'true' if is_whole else 'false' }},
            coalesce((select max(reading_number) from raw.readings), 0),
            (select count(*) from raw.rejects),
            get_current_timestamp(),
            null,
            null,
            nullif('{{ env_var('CASECOUNT_PROJECT_STATE', '') }}', ''),
            {{ 'true' if flags.FULL_REFRESH else 'false' }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}


{% macro record_run_end() -%}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed', 'snapshot', 'test') -%}
        {%- set failures = results
            | map(attribute='status')
            | map('string')
            | reject('in', ['success', 'pass', 'warn', 'no-op'])
            | list -%}
        {%- set marts = graph.nodes.values()
            | selectattr('resource_type', 'equalto', 'model')
            | selectattr('schema', 'equalto', 'main')
            | map(attribute='alias') -%}
        update raw.builds
        set
            finished_at = get_current_timestamp(),
            outcome = '{{ 'failed' if failures or not results else 'passed' }}'
        where invocation_id = '{{ invocation_id }}';
        -- What an earlier version of the project built, and this one doesn't, is not published.
        delete from raw.built_relations
        where (select is_whole from raw.builds where invocation_id = '{{ invocation_id }}');
        insert or ignore into raw.built_relations
        select unnest({{ marts | list | tojson | replace('"', "'") }}::varchar[])
        where (select is_whole from raw.builds where invocation_id = '{{ invocation_id }}')
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
