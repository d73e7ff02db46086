internal import Inspection
internal import LabelingCore
internal import PluginHost

/// How tests of a task went, for machines.
struct TestReport: Encodable {
  /// A labeling function and its examples.
  struct Function: Encodable {
    let name: String
    let examples: Int
    let failed: Int
  }

  /// An example that does not hold.
  struct Failure: Encodable {
    let function: String
    let place: String
    /// Absent where the plugin does not say.
    let text: String?
    let expected: String
    let got: String
  }

  /// The votes compared with those on record.
  struct Votes: Encodable {
    /// A vote that is not the recorded one; classes are absent for abstain.
    struct Difference: Encodable {
      let document: String
      let function: String
      let recorded: String?
      let vote: String?
    }

    let isSame: Bool
    let documents: Int
    let differences: [Difference]
    let missingDocuments: [String]
    let newDocuments: [String]
    let missingFunctions: [String]
    let newFunctions: [String]
    /// Functions that answer differently each time, in words.
    let unsteady: [String]

    init(_ comparison: GoldenVotes.Comparison) {
      isSame = comparison.isSame
      documents = comparison.documentCount
      differences = comparison.differences.map {
        Difference(
          document: $0.id,
          function: $0.function,
          recorded: $0.expected,
          vote: $0.found
        )
      }
      missingDocuments = comparison.missingIDs
      newDocuments = comparison.newIDs
      missingFunctions = comparison.missingFunctions
      newFunctions = comparison.newFunctions
      unsteady = comparison.unsteady.map(\.words)
    }
  }

  let functions: [Function]
  let failures: [Failure]
  /// Present where votes were compared.
  var votes: Votes?

  init(_ functions: [PluginManifest.Function], _ failures: [FailedExample]) {
    self.functions = functions.map { function in
      Function(
        name: function.name,
        examples: function.exampleCount,
        failed: failures.count { $0.function == function.name }
      )
    }
    self.failures = failures.map {
      Failure(
        function: $0.function,
        place: "\($0.location)",
        text: $0.text,
        expected: $0.expected,
        got: $0.outcome
      )
    }
  }
}
