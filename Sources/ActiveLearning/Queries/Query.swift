/// A batch of documents to ask about.
package struct Query: Hashable, Sendable, Codable {
  /// The documents, the most useful first; no two are the same.
  package var items: [QueryItem]
  /// 0-based number of the query within its session.
  package var number: Int
  /// Whether nothing is left to ask about after this batch.
  package var exhaustsPool: Bool

  /// Creates a query.
  package init(items: [QueryItem], number: Int, exhaustsPool: Bool) {
    self.items = items
    self.number = number
    self.exhaustsPool = exhaustsPool
  }

  /// The rows of the documents, in order.
  package var rows: [Int] { items.map(\.row) }
}
