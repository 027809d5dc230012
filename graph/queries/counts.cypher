// title: Counts
// title_zh: 数量
// description: How many nodes of each label and relationships of each type there are.
CALL {
  MATCH (n)
  WHERE NOT n:Gongwen
  RETURN 'node' AS what, labels(n)[0] AS name, count(n) AS count
  UNION ALL
  MATCH ()-[r]->()
  RETURN 'relationship' AS what, type(r) AS name, count(r) AS count
}
RETURN what, name, count
ORDER BY what, name
