internal import ArgumentParser
internal import Inspection
internal import LabelingCore
internal import OptionValues

/// Which documents are to be shown.
struct SelectionArguments: ParsableArguments {
  @Option(help: "Documents that this function votes on; may be repeated.")
  var function: [String] = []

  @Option(
    parsing: .unconditional,
    help: """
      Documents with a vote for this class, of --function where it is given; of several labels, \
      '-CLASS' for a vote that it is absent.
      """
  )
  var vote: String?

  @Option(
    parsing: .upToNextOption,
    help: "Documents on which one function disagrees with a second, or with any: f, or f g."
  )
  var conflict: [String] = []

  @Flag(help: "Documents whose votes cannot all be right.")
  var conflicting = false

  @Flag(help: "Documents that no function votes on.")
  var uncovered = false

  @Option(
    help: ArgumentHelp(
      """
      Documents by gold, label or a function's vote: gold=spam,label=ham,f=none; of several labels \
      by which are there and which are not: gold=a+-b,label=-a.
      """,
      valueName: "bucket"
    )
  )
  var bucket: String?

  @Option(help: "The document of this id; may be repeated.")
  var id: [String] = []

  @Flag(help: "Labels near a tie first; documents without a label come last.")
  var leastConfident = false

  @Option(help: "Choose this many of the documents at random.", transform: OptionValue.count())
  var sample: Int?

  @Option(help: .seed, transform: OptionValue.seed())
  var seed = SeededGenerator.defaultSeed

  @Option(
    help: "Show at most this many documents (--limit is how many are read).",
    transform: OptionValue.count()
  )
  var count = 10

  func validate() throws {
    if sample == nil { try OptionUse.refuse(["--seed"], goingWith: "'--sample'") }
    if conflict.count > 2 { throw ValidationError("--conflict takes one function or two") }
    if uncovered, conflicting || vote != nil || !function.isEmpty || !conflict.isEmpty {
      throw ValidationError("a document of --uncovered has no votes to ask for")
    }
  }

  /// The selection that the options describe.
  func selection(of inspection: Inspection) throws -> DocumentSelection {
    var selection = DocumentSelection()
    let wanted = try vote.map { try inspection.statement(named: $0) }
    for name in function {
      selection.conditions.append(.voted(function: try inspection.function(named: name), wanted))
    }
    if function.isEmpty, let wanted { selection.conditions.append(.someVote(wanted)) }
    if let first = conflict.first {
      let second = try conflict.dropFirst().first.map { try inspection.function(named: $0) }
      selection.conditions.append(.conflict(try inspection.function(named: first), second))
    }
    if conflicting { selection.conditions.append(.conflicting) }
    if uncovered { selection.conditions.append(.uncovered) }
    for pair in bucket?.split(separator: ",") ?? [] {
      selection.conditions.append(try condition(String(pair), inspection))
    }
    selection.ids = id.isEmpty ? nil : id
    selection.leastConfident = leastConfident
    selection.sampleCount = sample
    selection.seed = seed
    selection.limit = id.isEmpty ? count : max(count, id.count)
    return selection
  }

  private func condition(
    _ pair: String,
    _ inspection: Inspection
  ) throws -> DocumentSelection.Condition {
    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw Diagnostic(
        "'\(pair)' in '--bucket' is not a condition",
        help: "write gold=CLASS, label=CLASS or FUNCTION=CLASS, and 'none' for no label or vote"
      )
    }
    let isNone = parts[1] == "none" && inspection.votes.labelSpace.vote(for: "none") == nil
    if parts[0] == "gold" { try inspection.requireGold() }
    switch parts[0] {
    case "gold": return .gold(isNone ? nil : try inspection.statements(named: parts[1]))
    case "label": return .label(isNone ? nil : try inspection.statements(named: parts[1]))
    default:
      let function = try inspection.function(named: parts[0])
      return isNone
        ? .abstained(function: function)
        : .voted(function: function, try inspection.statement(named: parts[1]))
    }
  }
}
