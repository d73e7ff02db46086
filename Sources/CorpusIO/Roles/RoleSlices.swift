package import LabelingCore

/// Identifier, text and gold label of each document of a batch.
package struct RoleSlices: Sendable {
  /// Each document's identifier; never empty.
  package internal(set) var ids: [DocumentBatch.Slice] = []
  /// Each document's text; empty for all if no text field was asked for.
  package internal(set) var texts: [DocumentBatch.Slice] = []
  /// Each document's gold label; `nil` where it has none or an empty one.
  package internal(set) var golds: [DocumentBatch.Slice?] = []

  /// Creates the slices of an empty batch.
  package init() {}

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    golds.removeAll(keepingCapacity: true)
  }
}
