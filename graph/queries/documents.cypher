// title: Documents held
// title_zh: 已入库的文件
// description: Every document held, with how much was found in it.
MATCH (d:Document)
WHERE d.ingested = true
WITH d.id AS document, d.title AS title, d.genre AS genre, d.issued_on AS issued_on,
       COUNT { (d)-[:HAS_TASK]->() } AS tasks, COUNT { (d)-[:HAS_PROJECT]->() } AS projects,
       COUNT { (d)-[:HAS_TARGET]->() } AS targets, COUNT { (d)-[:CITES]->() } AS citations, size(d.findings) AS findings
RETURN document, title, genre, issued_on, tasks, projects, targets, citations, findings
ORDER BY document
