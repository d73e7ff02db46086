package import LabelingCore

extension DuplicateIDs {
  /// An identifier and its places.
  package struct Duplicate: Hashable, Sendable {
    /// The identifier.
    package var id: String
    /// Its places, in order.
    package var places: [SourceLocation]

    /// Creates a duplicate.
    package init(id: String, places: [SourceLocation]) {
      self.id = id
      self.places = places
    }
  }

  /// Tells true duplicates from identifiers whose hashes are the same.
  package struct Confirmation: Sendable {
    private let suspects: Set<UInt64>
    private var places: [ExactString: [SourceLocation]] = [:]
    private var order: [ExactString] = []

    init(suspects: Set<UInt64>) { self.suspects = suspects }

    /// Whether no two identifiers look alike, so that no second pass is needed.
    package var isEmpty: Bool { suspects.isEmpty }

    /// Adds an identifier of the second pass.
    package mutating func add(
      _ id: DocumentBatch.Slice,
      of batch: borrowing DocumentBatch,
      at place: SourceLocation
    ) {
      let isSuspect = batch.bytes[id.range].withUnsafeBufferPointer {
        suspects.contains(DuplicateIDs.hash($0))
      }
      if isSuspect { note(batch.string(id), at: place) }
    }

    /// Adds an identifier of the second pass.
    package mutating func add(_ id: String, at place: SourceLocation) {
      var id = id
      if id.withUTF8({ suspects.contains(DuplicateIDs.hash($0)) }) { note(id, at: place) }
    }

    /// The identifiers that occur more than once, in order of first appearance.
    package var duplicates: [Duplicate] {
      order.compactMap { id in
        guard let places = places[id], places.count > 1 else { return nil }
        return Duplicate(id: id.string, places: places)
      }
    }

    private mutating func note(_ text: String, at place: SourceLocation) {
      let id = ExactString(text)
      if places[id] == nil { order.append(id) }
      places[id, default: []].append(place)
    }
  }
}
