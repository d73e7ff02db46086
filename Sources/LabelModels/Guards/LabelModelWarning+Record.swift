internal import LabelingCore

extension LabelModelWarning: Encodable {
  /// A warning for programs: code, words and facts.
  private enum CodingKeys: String, CodingKey {
    case code, message, help, functions, groups, classes, values
  }

  package func encode(to encoder: any Encoder) throws {
    let words = diagnostic
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    try container.encode(words.headline, forKey: .message)
    try container.encodeIfPresent(words.help, forKey: .help)
    if !functions.isEmpty { try container.encode(functions, forKey: .functions) }
    if case .disconnectedFunctions(let groups) = self {
      try container.encode(groups, forKey: .groups)
    }
    if !classes.isEmpty { try container.encode(classes, forKey: .classes) }
    if !values.isEmpty { try container.encode(values, forKey: .values) }
  }

  /// Names of the functions it is about.
  package var functions: [String] {
    switch self {
    case .silentFunctions(let names), .isolatedFunctions(let names),
      .constantFunctions(let names):
      names
    case .nearCopies(let first, let second, _), .twoReadings(let first, let second, _, _):
      [first, second]
    case .contradictingFunction(let name, _, _): [name]
    default: []
    }
  }

  /// Names of the classes it is about.
  package var classes: [String] {
    switch self {
    case .unvotedClasses(let names): names
    case .goldIsNoSample(let names, _, _): names
    case .collapsed(let name, _, _), .balanceFarFromDeclared(let name, _, _): [name]
    default: []
    }
  }

  /// The numbers it rests on.
  package var values: [String: Double] {
    switch self {
    case .tooFewFunctions(let count): ["count": Double(count)]
    case .nearCopies(_, _, let similarity): ["similarity": similarity]
    case .mostlyUnvoted(let share): ["share": share]
    case .contradictingFunction(_, let accuracy, let chance):
      ["accuracy": accuracy, "chance": chance]
    case .collapsed(_, let share, let majority): ["share": share, "majorityShare": majority]
    case .balanceFarFromDeclared(_, let declared, let estimated):
      ["declared": declared, "estimated": estimated]
    case .notConverged(let iterations): ["iterations": Double(iterations)]
    case .twoReadings(_, _, let documents, let goldNeeded),
      .ambiguousSilence(let documents, let goldNeeded):
      ["documents": Double(documents), "goldNeeded": Double(goldNeeded)]
    case .goldIsNoSample(_, let deviate, let randomness):
      ["deviate": deviate, "randomness": randomness]
    case .worseThanMajority(let accuracy, let majority, let goldDocuments):
      ["accuracy": accuracy, "majority": majority, "goldDocuments": Double(goldDocuments)]
    default: [:]
    }
  }
}
