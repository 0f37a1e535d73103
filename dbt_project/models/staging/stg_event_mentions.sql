with source as (

    select * from {{ source('raw', 'event_mentions') }}

),

renamed as (

    select
        mention_id,
        article_id,
        document_id,
        span_field,
        sentence,
        sentence_start,
        sentence_end,
        trigger,
        trigger_start,
        trigger_end,
        context,
        event_type,
        sub_event_type,
        agent_name,
        target_name,
        weapon,
        target_site,
        factuality,
        time_scope,
        is_definite,
        date_text,
        date_start,
        date_end,
        date_prec,
        date_is_anaphoric,
        location,
        place_id,
        admin1,
        country_iso3,
        latitude,
        longitude,
        where_prec,
        incident_id,
        incident_role,
        incident_rule,
        rule,
        extractor_version,
        landed_on
    from source

)

select * from renamed
