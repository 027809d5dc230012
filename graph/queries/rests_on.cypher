// title: What a document rests on
// title_zh: 某文件的依据（逐级）
// description: The documents that a document is based on or implements, those that these are based on, and so on, up to five steps.
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "文号, title or id of a document"}
MATCH p = (d:Document)-[:CITES*1..5]->(c:Document)
WHERE (d.id = $document OR d.document = $document OR $document IN d.names) AND c.id <> d.id AND all(r IN relationships(p) WHERE r.role IN ['basis', 'implements'])
RETURN c.id AS document, c.title AS title, c.ingested AS held, min(length(p)) AS steps
ORDER BY steps, document
