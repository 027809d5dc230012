// title: Titles of several documents
// title_zh: 多个文件共用的标题
// description: Titles that several documents have, so that a citation by title alone may mean any of them.
MATCH (d:Document)
UNWIND d.names AS name
WITH name, d.id AS document
ORDER BY document
WITH name, collect(document) AS documents
WHERE size(documents) > 1
RETURN name AS title, documents
ORDER BY title
