{# Words after an actor's name that do not change who is meant. As patterns over name keys (lower case, no hyphens). #}

{# "SDF troops", "Turkish military spokesman": after any actor. #}
{% macro force_words() -%}
    ( (troops?|forces?|soldiers?|warplanes?|jets?|aircraft|planes?|drones?|military|commanders?|officers?|officials?|
    {{- 'spokes(man|woman|person)))+$' }}
{%- endmacro %}

{# "ISIS militants", "FSA rebels": after a rebel group or a militia only ("Syrian rebels" are not Syria). #}
{% macro fighter_words() -%}
    ( (militants?|fighters?|insurgents?|gunm[ae]n|rebels?|terrorists?|jihadis?|jihadists?|extremists?|groups?|
    {{- 'organi[sz]ation|movement|members?|leaders?|forces?|troops?|terror))+$' }}
{%- endmacro %}

{# "Syrian SU-22", "U.S. fighter plane": a state's hardware stands for its forces. #}
{% macro hardware_words() -%}
    ^([a-z]+) (.*[0-9].*|(.* )?(warplanes?|planes?|jets?|aircraft|helicopters?|gunships?|bombers?|drones?|tanks?|
    {{- 'artillery|gunners|warships?|missiles?|commandos|marines))$' }}
{%- endmacro %}
