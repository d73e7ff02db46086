-- The documents of a view 'messages' with label and probabilities, as a view 'labels'.
--
--   spark-sql --hivevar bundle=messages.tar.gz --hivevar model=model.json -f labels.sql
--
-- The model is a file of the name model.json, wherever it is.
--
-- Where a document may have several classes, 'labels' is the array of them, and 'label' and
-- 'confidence' are null; else 'labels' is null.
--
-- 'json' is the line that 'winnow label' writes for the document on one machine.

ADD ARCHIVE ${bundle}#bundle;

ADD FILE ${model};

CREATE OR REPLACE TEMPORARY VIEW labels AS
SELECT
  json,
  get_json_object(json, '$.id') AS id,
  get_json_object(json, '$.label') AS label,
  from_json(get_json_object(json, '$.labels'), 'ARRAY<STRING>') AS labels,
  CAST(get_json_object(json, '$.confidence') AS DOUBLE) AS confidence,
  from_json(get_json_object(json, '$.probabilities'), 'MAP<STRING, DOUBLE>') AS probabilities
FROM (
  SELECT TRANSFORM(to_json(struct(*)))
    USING './bundle/bin/winnow worker --mode label --model model.json --quiet' AS (json STRING)
  FROM messages
);
