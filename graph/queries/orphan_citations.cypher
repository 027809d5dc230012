// title: Cited, not held
// title_zh: 被引用而未入库的文件
// description: Documents that are cited and not held, the most cited first.
MATCH (d:Document)-[r:CITES]->(c:Document)
WHERE c.ingested = false
RETURN c.id AS cited, c.title AS title, c.doc_number AS doc_number, count(DISTINCT d.id) AS documents, count(r) AS mentions
ORDER BY documents DESC, mentions DESC, cited
