internal import LabelingCore

/// Which voters of a file are read, and at which place each of them stands.
struct VoterChoice {
  private let excluded: FieldTable
  private let wanted: FieldTable?
  private var wasExcluded: [Bool]
  private var wasFound: [Bool]
  private var found = FieldTable()
  private(set) var unknown: [String] = []

  init(_ options: VoteReadingOptions) {
    excluded = FieldTable(options.excluded)
    wanted = options.voters.map { FieldTable($0) }
    wasExcluded = [Bool](repeating: false, count: excluded.names.count)
    wasFound = [Bool](repeating: false, count: wanted?.names.count ?? 0)
  }

  /// The voters that are read, in order.
  var voters: [String] { wanted?.names ?? found.names }

  /// Wanted voters that have not come.
  var missing: [String] {
    zip(wanted?.names ?? [], wasFound).filter { !$0.1 }.map(\.0)
  }

  /// The place of a voter of the file; −1 for one that is not read.
  mutating func place(of name: String) -> Int {
    if let index = excluded.index(of: name) {
      wasExcluded[index] = true
      return -1
    }
    guard let wanted else { return found.index(adding: name) }
    guard let place = wanted.index(of: name) else {
      unknown.append(name)
      return -1
    }
    wasFound[place] = true
    return place
  }

  /// Refuses names to leave out that did not come, and a file of none of the wanted voters.
  func check(_ source: String, among names: [String]) throws {
    if let index = wasExcluded.firstIndex(of: false) {
      throw LabelIOError.nothingToExclude(
        excluded.names[index],
        path: source,
        voters: names
      )
    }
    if let wanted, !wanted.names.isEmpty, !wasFound.contains(true) {
      throw LabelIOError.otherVoters(path: source, missing: wanted.names, unknown: unknown)
    }
  }
}
