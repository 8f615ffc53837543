{% macro count_text() -%}
    {#- The count in words: "34", "more than 150", "91 to 99, reports disagree". -#}
    case
        when count_kind = 'disputed' and count_low is not null and count_high is not null
            then concat({{ grouped_digits('count_low') }}, ' to ',
                {{ grouped_digits('count_high') }}, ', reports disagree')
        when count_kind = 'disputed' and count_low is not null
            then concat({{ grouped_digits('count_low') }}, ' or more, reports disagree')
        when count_kind = 'disputed' and count_high is not null
            then concat('up to ', {{ grouped_digits('count_high') }}, ', reports disagree')
        when count_kind = 'disputed' then 'reports disagree'
        when count_kind = 'vague' then coalesce(lower(figure_text), 'not said')
        when count_kind = 'exact' then {{ grouped_digits('count_value') }}
        when qualifier = 'range' and count_low is not null and count_high is not null
            then concat({{ grouped_digits('count_low') }}, ' to ',
                {{ grouped_digits('count_high') }})
        when qualifier = 'more_than' then concat('more than ', {{ grouped_digits('count_value') }})
        when qualifier = 'at_least' then concat('at least ', {{ grouped_digits('count_value') }})
        when qualifier = 'less_than' then concat('fewer than ', {{ grouped_digits('count_value') }})
        when qualifier = 'at_most' then concat('up to ', {{ grouped_digits('count_value') }})
        else concat('about ', {{ grouped_digits('count_value') }})
    end
{%- endmacro %}
