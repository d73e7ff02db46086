/// The documents that may be asked about, and what became of each.
///
/// A document is known by its row, its place in the corpus.
///
/// A document is open until it is asked about; an answer or a skip settles it,
/// and a question that expires or an answer that is taken back opens it again.
/// Documents that are withheld are in the corpus but never asked about.
package struct Pool: Hashable, Sendable {
  /// What became of a document.
  package enum State: UInt8, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody was asked.
    case unlabeled
    /// Somebody is being asked.
    case asked
    /// It has an answer.
    case labeled
    /// Those who were asked would not say.
    case skipped
    /// Nobody is asked about it: it is kept apart, to measure with.
    case withheld
  }

  private var states: [State]
  private var counts: [Int]

  /// A pool of documents that nobody was asked about.
  package init(documentCount: Int) {
    states = [State](repeating: .unlabeled, count: documentCount)
    counts = [Int](repeating: 0, count: State.allCases.count)
    counts[Int(State.unlabeled.rawValue)] = documentCount
  }

  /// Number of documents, those that are withheld included.
  package var documentCount: Int { states.count }

  /// Number of documents that may be asked about at some time.
  package var askableCount: Int { documentCount - count(of: .withheld) }

  /// Whether no document is left to ask about; some may still be asked.
  package var isExhausted: Bool { count(of: .unlabeled) == 0 }

  /// Whether every document is labeled or skipped.
  package var isSettled: Bool { isExhausted && count(of: .asked) == 0 }

  /// Number of documents in a state.
  package func count(of state: State) -> Int { counts[Int(state.rawValue)] }

  /// What became of a document; set to change it.
  package subscript(row: Int) -> State {
    get { states[row] }
    set {
      counts[Int(states[row].rawValue)] -= 1
      counts[Int(newValue.rawValue)] += 1
      states[row] = newValue
    }
  }

  /// Marks a document as one that nobody would label, unless somebody has.
  mutating func skip(_ row: Int) {
    if self[row] == .asked || self[row] == .unlabeled { self[row] = .skipped }
  }

  /// Marks an open document as asked about; returns whether it was open.
  @discardableResult
  mutating func hold(_ row: Int) -> Bool {
    guard self[row] == .unlabeled else { return false }
    self[row] = .asked
    return true
  }

  /// The documents in a state, in the order of the corpus.
  ///
  /// - Complexity: O(*n*).
  package func rows(in state: State) -> [Int32] {
    let total = count(of: state)
    return [Int32](unsafeUninitializedCapacity: total) { rows, count in
      for row in states.indices where states[row] == state {
        rows.initializeElement(at: count, to: Int32(truncatingIfNeeded: row))
        count += 1
      }
    }
  }
}
