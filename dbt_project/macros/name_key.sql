{#
    The key that spellings of one name share: lower case, no accents, no quotes, dots or brackets ("U.S." = "US"),
    no possessive 's, hyphens and spaces alike ("US -led" = "US-led"), no leading "the" or "so-called".
    NULL when nothing is left.
#}
{% macro name_key(name) -%}
    nullif(
        regexp_replace(
            trim(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(lower(strip_accents({{ name }})), '[’‘ʼʻʿʾ`´]', '''', 'g'),
                            '''s([^a-z]|$)', '\1', 'g'
                        ),
                        '['',."“”()\[\]]', '', 'g'
                    ),
                    '[\s‐‑‒–—_/-]+', ' ', 'g'
                )
            ),
            '^((the|so called) )+', ''
        ),
        ''
    )
{%- endmacro %}

{#
    The key that transliterations of one place share is made from its name key in two steps: `fold_place_name` drops the article
    and the kind of place ("city of", "province") and folds vowels and similar consonants; `undouble_letters` makes doubled
    letters single (Raqqa = Raqqah = Ar-Rakka). There are two macros because the linter cannot read deeper expressions.
#}
{% macro fold_place_name(key) -%}
    {%- set ns = namespace(sql=key) -%}
    {%- set folds = [
        ('\\b(city|town|village|province|governorate|district|area|countryside|camp|of|the)\\b', ' '),
        (' +', ' '),
        ('^ | $', ''),
        ('(^| )(al|el|ar|as|ash|ad|adh|az|an|at|ed|er|es|et|ez) ', '\\1'),
        ('([dtgk])h', '\\1'), ('h( |$)', '\\1'),
    ] -%}
    {%- for pattern, replacement in folds -%}
        {%- set ns.sql = "regexp_replace(" ~ ns.sql ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')" -%}
    {%- endfor -%}
    nullif(trim(translate({{ ns.sql }}, 'qcyeow', 'kkiiuu')), '')
{%- endmacro %}

{# The town in a folded name with a direction ("East Aleppo" is in Aleppo). If too little would remain, the name stays whole ("East Side"). #}
{% macro drop_direction(place_key) -%}
    regexp_replace({{ place_key }}, '^(?:nurt|sut|iast|uist|nurtiast|nurtuist|sutiast|sutuist|ni|nu|si|su) (.{5,})$', '\1')
{%- endmacro %}

{#
    The key that spellings of one person's name share, made from a name key: without ranks, forms of address, initials and
    "Jr."; vowels and similar consonants are folded. `undouble_letters` completes it (Tommie = Tommy).
#}
{% macro fold_person_name(key) -%}
    {%- set dropped = 'jr|sr|ii|iii|iv|mr|mrs|ms|dr|rev|reverend|father|imam|sheikh|haji|gen|general|col|colonel|maj|major|capt|captain'
        ~ '|lt|lieutenant|sgt|sergeant|cpl|corporal|pvt|pfc|spc|officer|deputy|detective|trooper|[a-z]' -%}
    nullif(
        translate(
            trim(regexp_replace(regexp_replace({{ key }}, '\b(' || '{{ dropped }}' || ')\b', ' ', 'g'), ' +', ' ', 'g')),
            'qcyeow', 'kkiiuu'
        ),
        ''
    )
{%- endmacro %}

{# The text with doubled letters made single. #}
{% macro undouble_letters(text) -%}
    {%- set ns = namespace(sql=text) -%}
    {%- for letter in 'abdfgiklmnrstuz' -%}
        {%- set ns.sql = "replace(" ~ ns.sql ~ ", '" ~ letter ~ letter ~ "', '" ~ letter ~ "')" -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}
