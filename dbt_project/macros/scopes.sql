{# Scopes that need more than the changed keys of one model (see amended.sql). Each one covers every input that may change a row. #}

{# Articles with a landed or newly seen document. #}
{% macro articles_landed() -%}
    {{ changed('article_id', ['int_documents_landed']) }}
{%- endmacro %}

{# Events with changed mentions or claims. #}
{% macro events_to_recompute() -%}
    {{ changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) }}
{%- endmacro %}

{# Articles whose claims and mentions must be resolved again: landed, revised, moved to another story, or naming a changed actor. #}
{% macro articles_to_resolve() -%}
    {% call changed(
        'article_id', ['int_documents_landed', 'int_revisions_ordered', 'int_stories_grouped', 'int_actor_names_resolved']
    ) -%}
        select article_id from intermediate.int_actor_names_resolved
        where {{ changed('actor_id', ['int_actors_listed']) }}
    {%- endcall %}
{%- endmacro %}

{# Articles with a changed revision, story or relevance. Relevance follows from the context of their events. #}
{% macro articles_to_refresh() -%}
    {% call changed('article_id', ['int_revisions_ordered', 'int_stories_grouped', 'int_event_mentions_assigned']) -%}
        select article_id from intermediate.int_event_mentions_assigned
        where
            event_id in (
                select event_id from {{ changes_of('int_events_described') }}
                group by event_id
                having count(*) = 1 or min(context) is distinct from max(context)
            )
    {%- endcall %}
{%- endmacro %}

{# Articles with a changed mention, or with a mention that moved to another event. #}
{% macro articles_to_assign() -%}
    {% call changed('article_id', ['int_event_mentions_resolved']) -%}
        select article_id from intermediate.int_event_mentions_resolved
        where {{ changed('mention_id', ['int_events_clustered']) }}
    {%- endcall %}
{%- endmacro %}

{# Texts that are carried by other articles than before, or that were revised. #}
{% macro texts_to_band() -%}
    {% call changed('text_id', ['int_texts_deduplicated']) -%}
        select article_id from {{ changes_of('int_revisions_ordered') }}
    {%- endcall %}
{%- endmacro %}

{# Pairs of texts with a changed set of shared bands, or with a revised text. #}
{% macro text_pairs_to_block() -%}
    {{ changed('(text_a, text_b)', ['int_text_pairs_banded']) }}
    or text_a in (select article_id from {{ changes_of('int_revisions_ordered') }})
    or text_b in (select article_id from {{ changes_of('int_revisions_ordered') }})
{%- endmacro %}

{# Texts that gained or lost a possible copy, or that were revised. #}
{% macro texts_to_read() -%}
    text_id in (
        select unnest([text_a, text_b]) from {{ changes_of('int_text_pairs_blocked') }}
        union all
        select article_id from {{ changes_of('int_revisions_ordered') }}
    )
{%- endmacro %}

{# Pairs of texts that gained or lost a shared band, or with changed facts. #}
{% macro text_pairs_to_compare() -%}
    {{ changed('(text_a, text_b)', ['int_text_pairs_blocked']) }}
    or text_a in (select text_id from {{ changes_of('int_text_facts_read') }})
    or text_b in (select text_id from {{ changes_of('int_text_facts_read') }})
{%- endmacro %}

{# Incidents of articles with a changed profile or a changed shared name. All incidents of such an article are compared again. #}
{% macro mentions_to_compare(mention_id) -%}
    {{ mention_id }} in (
        select mention_id from {{ changes_of('int_incidents_profiled') }}
        union all
        select mention_id from intermediate.int_incidents_profiled
        where {{ changed('article_id', ['int_incidents_profiled', 'int_people_shared']) }}
    )
{%- endmacro %}

{# Pairs with an incident that must be compared again. #}
{% macro mention_pairs_to_compare() -%}
    {{ mentions_to_compare('mention_a') }} or {{ mentions_to_compare('mention_b') }}
{%- endmacro %}

{# All incidents of the documents in `pairs`: the inferred place of an incident depends on the others of its document. #}
{% macro in_documents_of_pairs() -%}
    {%- if amends() -%}
    document_id in (
        select document_id from intermediate.int_incidents_profiled
        where mention_id in (select unnest([mention_a, mention_b]) from pairs)
    )
    {%- else %}true{% endif -%}
{%- endmacro %}

{#
    The mentions that an amending build groups into events again: changed mentions, mentions of a changed pair, and everything linked to
    them, directly or through other mentions. No link leads out of this set.
#}
{% macro mentions_to_regroup() -%}
    (
        with affected as (

            select mention_id from {{ changes_of('int_incidents_profiled') }}
            union
            select unnest([mention_a, mention_b]) as mention_id from {{ changes_of('int_mention_pairs_compared') }}

        )

        select mention_id from affected
        union
        select mention_id from intermediate.int_events_drafted
        where
            group_id in (
                select group_id from intermediate.int_events_drafted
                where mention_id in (select mention_id from affected)
            )
    )
{%- endmacro %}

{# Mentions that this build groups into events again. #}
{% macro regrouped_mentions(mention_id='mention_id') -%}
    {{ mention_id }} in (select mention_id from intermediate.int_mentions_regrouped)
{%- endmacro %}

{# Links between mentions with a changed comparison. #}
{% macro links_to_refresh() -%}
    {{ changed('(mention_a, mention_b)', ['int_mention_pairs_compared', 'int_draft_pairs_compared']) }}
{%- endmacro %}

{# Events that gained or lost a mention, or with a changed link. #}
{% macro events_to_check() -%}
    {% call changed('event_id', ['int_event_mentions_assigned']) -%}
        select event_id from intermediate.int_event_mentions_assigned
        where mention_id in (select unnest([mention_a, mention_b]) from {{ changes_of('event_links') }})
    {%- endcall %}
{%- endmacro %}

{# Events with changed mentions or claims, or with a side whose name changed. #}
{% macro events_to_refresh() -%}
    {% call changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) -%}
        select event_id from intermediate.int_event_sides_elected
        where
            actor1_id in (select actor_id from {{ changes_of('int_actors_listed') }})
            or actor2_id in (select actor_id from {{ changes_of('int_actors_listed') }})
    {%- endcall %}
{%- endmacro %}

{# Events with changed mentions or claims, or with an actor whose type changed. #}
{% macro events_with_changed_actors() -%}
    {% call changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) -%}
        select event_id from marts.event_actors
        where {{ changed('actor_id', ['int_actors_listed']) }}
    {%- endcall %}
{%- endmacro %}
