{% macro web_address(address) -%}
    {#- Only what a browser may safely follow ever becomes a link: no script, no file, no hidden sign. -#}
    case
        when regexp_full_match({{ address }}, '(?i)https?://[^\s<>"''`\\\pC\pZ]+') then {{ address }}
    end
{%- endmacro %}
