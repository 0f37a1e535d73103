{#
    The text with its facts marked: ^names^ (words with a capital, "Tal_Hadar" as one word, unless they begin a sentence or a
    quotation) and @days (weekdays and months). The time of day is removed; "1,000" becomes 1000, "U.S." becomes US.
#}
{% macro mark_facts(text) -%}
    {%- set days = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August'
        ~ '|September|October|November|December' -%}
    {%- set time_of_day = '\\b\\d{1,2}(?:[:.]\\d\\d)? ?[AaPp]\\.?[Mm]\\b|\\b\\d{1,2}:\\d\\d\\b' -%}
    {%- set ns = namespace(sql=text) -%}
    {#- Each step reads the whole text, so there are as few steps as possible. -#}
    {%- set steps = [
        ("[''’‘ʼ]|" ~ time_of_day ~ '|(\\d),(\\d{3})\\b|\\b(\\p{Lu})\\.(\\p{Lu})\\b\\.?', '\\1\\2\\3\\4'),
        ('(?:\\p{Ll}{1,3}-)?\\p{Lu}[\\p{L}\\p{N}]*(?:-(?:\\p{Ll}{1,3}-)?[\\p{Lu}\\p{N}][\\p{L}\\p{N}]*)*', '^\\0^'),
        ('(^\\s*|[.!?:][”")]*\\s+|\\n\\s*\\n\\s*|[“"])([“"(]*)\\^([^^]+)\\^', '\\1\\2\\3'),
        ('\\^(' ~ days ~ ')\\^', '@\\1'),
        ('\\^[ .]{1,2}\\^', '_'),
    ] -%}
    {%- for pattern, replacement in steps -%}
        {%- set ns.sql = "regexp_replace(" ~ ns.sql ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')" -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}
