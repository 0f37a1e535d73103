with rejected as (

    select * from {{ ref('stg_rejected_documents') }}

)

select
    document_id,
    uri,
    stage,
    reason,
    message,
    is_retriable,
    landed_on
from rejected
