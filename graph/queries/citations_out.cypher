// title: What a document cites
// title_zh: 某文件引用的文件
// description: Every mention of another document, in the order of the text.
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "文号, title or id of a document"}
MATCH (d:Document)-[r:CITES]->(c:Document)
WHERE (d.id = $document OR d.document = $document OR $document IN d.names)
RETURN r.role AS role, r.surface AS surface, c.id AS cited, c.title AS cited_title, c.ingested AS held, r.quote AS quote,
       r.start AS start, r.end AS end
ORDER BY start, end, cited
