// title: Who cites a document
// title_zh: 引用某文件的文件
// description: Every mention of a document by others, by whichever of its names.
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "文号, title or id of a document"}
MATCH (c:Document)-[r:CITES]->(d:Document)
WHERE (d.id = $document OR d.document = $document OR $document IN d.names)
RETURN c.id AS document, c.title AS document_title, r.role AS role, r.surface AS surface, r.quote AS quote, r.start AS start,
       r.end AS end
ORDER BY document, start, end
