{# Scopes that need more than the changed keys of one model (see amended.sql). Each names every input that may change a row. #}

{# Articles that were landed or seen. #}
{% macro articles_landed() -%}
    {{ changed('article_id', ['int_documents_landed']) }}
{%- endmacro %}

{# Events that are told by other mentions or claims. #}
{% macro events_retold() -%}
    {{ changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) }}
{%- endmacro %}

{# Articles of which a claim or mention is resolved anew: landed, revised, in another story, or naming an actor that changed. #}
{% macro articles_retold() -%}
    {% call changed(
        'article_id', ['int_documents_landed', 'int_revisions_ordered', 'int_stories_grouped', 'int_actor_names_resolved']
    ) -%}
        select article_id from intermediate.int_actor_names_resolved
        where {{ changed('actor_id', ['int_actors_listed']) }}
    {%- endcall %}
{%- endmacro %}

{# Articles of which a current row shows another revision, story or relevance: that of an event follows from its context. #}
{% macro articles_shown_anew() -%}
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

{# Articles of which a mention is told anew, or tells of another event. #}
{% macro articles_reassigned() -%}
    {% call changed('article_id', ['int_event_mentions_resolved']) -%}
        select article_id from intermediate.int_event_mentions_resolved
        where {{ changed('mention_id', ['int_events_clustered']) }}
    {%- endcall %}
{%- endmacro %}

{# Texts that stand for other articles than before, or that were revised. #}
{% macro texts_represented_anew() -%}
    {% call changed('text_id', ['int_texts_represented']) -%}
        select article_id from {{ changes_of('int_revisions_ordered') }}
    {%- endcall %}
{%- endmacro %}

{# Pairs of texts that share another band than before, or one of which was revised. #}
{% macro text_pairs_signed_anew() -%}
    {{ changed('(text_a, text_b)', ['int_text_pairs_met']) }}
    or text_a in (select article_id from {{ changes_of('int_revisions_ordered') }})
    or text_b in (select article_id from {{ changes_of('int_revisions_ordered') }})
{%- endmacro %}

{# Texts that met another one, or no longer do, or that were revised. #}
{% macro texts_met_anew() -%}
    text_id in (
        select unnest([text_a, text_b]) from {{ changes_of('int_text_pairs_blocked') }}
        union all
        select article_id from {{ changes_of('int_revisions_ordered') }}
    )
{%- endmacro %}

{% macro text_pairs_met_anew() -%}
    {{ changed('(text_a, text_b)', ['int_text_pairs_blocked']) }}
    or text_a in (select text_id from {{ changes_of('int_text_facts_read') }})
    or text_b in (select text_id from {{ changes_of('int_text_facts_read') }})
{%- endmacro %}

{# Mentions of articles of which a mention is to be compared by something else: an article's mentions are compared together. #}
{% macro mentions_compared_anew(mention_id) -%}
    {{ mention_id }} in (
        select mention_id from {{ changes_of('int_event_mentions_profiled') }}
        union all
        select mention_id from intermediate.int_event_mentions_profiled
        where {{ changed('article_id', ['int_event_mentions_profiled', 'int_people_told']) }}
    )
{%- endmacro %}

{% macro mention_pairs_compared_anew() -%}
    {{ mentions_compared_anew('mention_a') }} or {{ mentions_compared_anew('mention_b') }}
{%- endmacro %}

{# Of the mentions compared in `pairs` whole documents: the references and the places of a mention are sought in all of its document. #}
{% macro in_documents_of_pairs() -%}
    {%- if amends() -%}
    document_id in (
        select document_id from intermediate.int_event_mentions_profiled
        where mention_id in (select unnest([mention_a, mention_b]) from pairs)
    )
    {%- else %}true{% endif -%}
{%- endmacro %}

{#
    The mentions that an amending build groups into events anew: those that changed, those that a pair links or forbids otherwise,
    and all that such a mention was linked with, be it through others. No link leads out of them.
#}
{% macro mentions_to_regroup() -%}
    (
        with affected as (

            select mention_id from {{ changes_of('int_event_mentions_profiled') }}
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

{% macro mentions_regrouped(mention_id='mention_id') -%}
    {{ mention_id }} in (select mention_id from intermediate.int_mentions_regrouped)
{%- endmacro %}

{% macro links_changed() -%}
    {{ changed('(mention_a, mention_b)', ['int_mention_pairs_compared', 'int_draft_pairs_compared']) }}
{%- endmacro %}

{# Events that gained or lost a mention, or of which one is linked otherwise. #}
{% macro events_linked_anew() -%}
    {% call changed('event_id', ['int_event_mentions_assigned']) -%}
        select event_id from intermediate.int_event_mentions_assigned
        where mention_id in (select unnest([mention_a, mention_b]) from {{ changes_of('event_links') }})
    {%- endcall %}
{%- endmacro %}

{# Events told by other mentions or claims, or whose sides have another name. #}
{% macro events_redescribed() -%}
    {% call changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) -%}
        select event_id from intermediate.int_event_sides_elected
        where
            actor1_id in (select actor_id from {{ changes_of('int_actors_listed') }})
            or actor2_id in (select actor_id from {{ changes_of('int_actors_listed') }})
    {%- endcall %}
{%- endmacro %}

{# Events told by other mentions or claims, or in which an actor of another type takes part. #}
{% macro events_recast() -%}
    {% call changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted']) -%}
        select event_id from marts.event_actors
        where {{ changed('actor_id', ['int_actors_listed']) }}
    {%- endcall %}
{%- endmacro %}
