internal import JSONText
internal import LabelingCore
internal import PluginHost

/// What `winnow label` added to documents: probabilities, and votes with `--provenance`.
struct LabeledFields {
  /// Names of the classes, in order of first appearance.
  private(set) var classes: [String] = []
  /// Names of the functions, in order of first appearance.
  private(set) var functions: [String] = []
  private var probabilities: [[String: Double]] = []
  private var votes: [[String: String]] = []
  private var functionNumbers: Set<String> = []
  private var classNumbers: Set<String> = []

  /// Whether the documents come from `winnow label`.
  var arePresent: Bool { !classes.isEmpty }

  /// Names of the fields that `winnow label` added, which would give the answer away.
  var fieldNames: [String] {
    guard arePresent else { return [] }
    return ["label", "confidence", "probabilities", "votes"] + classes.map { "p_\($0)" }
      + functions.map { "vote_\($0)" }
  }

  /// Takes down what a document has.
  mutating func add(_ batch: LabelingBatch, _ row: Int) {
    var own: [String: Double] = [:]
    var ownVotes: [String: String] = [:]
    let documents = batch.documents
    for cell in documents.records[row].cells {
      let cell = documents.cells[cell]
      let name = batch.fieldNames[Int(cell.field)]
      if name.hasPrefix("p_"), let value = Double(documents.string(cell.value)) {
        own[addClass(String(name.dropFirst(2)))] = value
      } else if name.hasPrefix("vote_") {
        let function = addFunction(String(name.dropFirst(5)))
        let vote = documents.string(cell.value)
        if !vote.isEmpty { ownVotes[function] = vote }
      } else if name == "probabilities", cell.kind.isNested {
        for (key, value) in Self.members(documents.string(cell.value)) {
          own[addClass(key)] = Double(value)
        }
      } else if name == "votes", cell.kind.isNested {
        for (key, value) in Self.members(documents.string(cell.value)) {
          ownVotes[addFunction(key)] = value
        }
      }
    }
    probabilities.append(own)
    votes.append(ownVotes)
  }

  /// The probabilities of the documents; uniform where a document has none.
  func softLabels(in labelSpace: LabelSpace) -> SoftLabels {
    let uniform = 1 / Double(labelSpace.classCount)
    return SoftLabels(
      classCount: labelSpace.classCount,
      values: probabilities.flatMap { own in
        own.isEmpty
          ? [Double](repeating: uniform, count: labelSpace.classCount)
          : labelSpace.classes.map { own[$0] ?? 0 }
      }
    )
  }

  /// A function's votes on the documents.
  func votes(of function: String, in labelSpace: LabelSpace) -> [Int16] {
    votes.map { own in
      (own[function].flatMap { labelSpace.vote(for: $0) } ?? .abstain).rawValue
    }
  }

  private mutating func addClass(_ name: String) -> String {
    if classNumbers.insert(name).inserted { classes.append(name) }
    return name
  }

  private mutating func addFunction(_ name: String) -> String {
    if functionNumbers.insert(name).inserted { functions.append(name) }
    return name
  }

  /// The members of a JSON object, with strings decoded and other values as they stand.
  private static func members(_ json: String) -> [(key: String, value: String)] {
    Array(json.utf8).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      guard let slice = try? scanner.value(),
        case .object(let members) = JSONValue(slice, in: bytes)
      else { return [] }
      return members.compactMap { member in member.value.name.map { (member.name, $0) } }
    }
  }
}
