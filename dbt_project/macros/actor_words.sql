{# Words after an actor's name that do not change its meaning, as patterns over name keys (lower case, no hyphens). #}

{# After any actor: "SDF troops", "Turkish military spokesman". #}
{% macro force_words() -%}
    ( (troops?|forces?|soldiers?|warplanes?|jets?|aircraft|planes?|drones?|military|commanders?|officers?|officials?|
    {{- 'spokes(man|woman|person)))+$' }}
{%- endmacro %}

{# Only after a rebel group or a militia: "ISIS militants", "FSA rebels" ("Syrian rebels" are not Syria). #}
{% macro fighter_words() -%}
    ( (militants?|fighters?|insurgents?|gunm[ae]n|rebels?|terrorists?|jihadis?|jihadists?|extremists?|groups?|
    {{- 'organi[sz]ation|movement|members?|leaders?|forces?|troops?|terror))+$' }}
{%- endmacro %}

{# A state's hardware stands for its forces: "Syrian SU-22", "U.S. fighter plane". #}
{% macro hardware_words() -%}
    ^([a-z]+) (.*[0-9].*|(.* )?(warplanes?|planes?|jets?|aircraft|helicopters?|gunships?|bombers?|drones?|tanks?|
    {{- 'artillery|gunners|warships?|missiles?|commandos|marines))$' }}
{%- endmacro %}
