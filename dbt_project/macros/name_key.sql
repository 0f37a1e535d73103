{#
    The key under which spellings of one name meet: lower case, no accents, no quotes, dots or brackets ("U.S." = "US"),
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
    The key under which transliterations of one place meet: the name key without its article and its kind ("city of",
    "province"), vowels and look-alike consonants folded, doubled letters single, no final h (Raqqa = Raqqah = Ar-Rakka).
#}
{% macro place_key(name) -%}
    {%- set ns = namespace(sql=name_key(name)) -%}
    {%- set folds = [
        ('\\b(city|town|village|province|governorate|district|area|countryside|camp|of|the)\\b', ' '),
        (' +', ' '),
        ('^ | $', ''),
        ('(^| )(al|el|ar|as|ash|ad|adh|az|an|at|ed|er|es|et|ez) ', '\\1'),
        ('[qc]', 'k'), ('dh', 'd'), ('th', 't'), ('gh', 'g'), ('kh', 'k'),
        ('[iye]', 'i'), ('[uow]', 'u'), ('h( |$)', '\\1'),
    ] -%}
    {%- for pattern, replacement in folds -%}
        {%- set ns.sql = "regexp_replace(" ~ ns.sql ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')" -%}
    {%- endfor -%}
    {%- for letter in 'abdfgiklmnrstuz' -%}
        {%- set ns.sql = "regexp_replace(" ~ ns.sql ~ ", '" ~ letter ~ letter ~ "+', '" ~ letter ~ "', 'g')" -%}
    {%- endfor -%}
    nullif(trim({{ ns.sql }}), '')
{%- endmacro %}
