internal import Foundation
internal import LabelingCore

extension PluginManifest {
  /// The JSON that a plugin's `describe` returns.
  private struct Wire: Decodable {
    struct Function: Decodable {
      var name: String
      var kind: String
      /// Absent in plugins of an older LabelingKit, as is what follows.
      var isMatched: Bool?
      var tellsParts: Bool?
      var file: String
      var line: Int
      var votes: [Int]?
      var exampleCount: Int
      /// Where the examples stand; absent in plugins of an older LabelingKit.
      var examples: [Place]?
      var readsText: Bool?
      var fingerprint: String?
      var resource: String?
      var resourceDigest: String?
    }

    struct Place: Decodable {
      var file: String
      var line: Int
    }

    struct Problem: Decodable {
      var file: String
      var line: Int
      var headline: String
      var help: String
    }

    struct FailedExample: Decodable {
      var function: String
      var file: String
      var line: Int
      var expected: String
      var outcome: String
      /// Absent in plugins of an older LabelingKit.
      var text: String?
    }

    struct Ballot: Decodable {
      var statements: [Int]
      var confidence: Double?
    }

    var classes: [String]
    /// Absent in plugins that are no LabelingKit's, as is what follows.
    var labels: LabelKind?
    var ballots: [Ballot]?
    var groups: [LabelTree.Group]?
    /// Absent in plugins of an older LabelingKit.
    var cases: [String]?
    var functions: [Function]
    var problems: [Problem]
    var failedExamples: [FailedExample]

    /// Reads what a plugin wrote; `nil` for anything else.
    init?(_ json: [UInt8]) {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      guard let wire = try? decoder.decode(Self.self, from: Data(json)) else { return nil }
      self = wire
    }
  }

  /// The functions and examples of a plugin that stops before it has described itself.
  struct Listing {
    private let functions: [Wire.Function]
    private let folder: String

    /// Reads a manifest; places are shown relative to `folder`.
    init?(json: [UInt8], relativeTo folder: String) {
      guard let wire = Wire(json) else { return nil }
      functions = wire.functions
      self.folder = folder
    }

    /// An example's function and place; `nil` where the plugin does not list it.
    func example(_ number: Int, ofFunction index: Int) -> (name: String, place: SourceLocation)? {
      guard functions.indices.contains(index), let places = functions[index].examples,
        places.indices.contains(number)
      else { return nil }
      let place = places[number]
      let file =
        place.file.hasPrefix(folder + "/")
        ? String(place.file.dropFirst(folder.count + 1)) : place.file
      return (functions[index].name, SourceLocation(file, line: place.line))
    }
  }

  /// Reads a manifest; places are shown relative to `folder`.
  ///
  /// - Throws: ``PluginError`` for mistakes in the declarations and examples that fail.
  init(
    json: [UInt8],
    task: String,
    plugin: String,
    pluginDigest: String,
    relativeTo folder: String
  ) throws {
    guard let wire = Wire(json) else { throw PluginError.badManifest(plugin: plugin) }
    let shown = { (file: String) in
      file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.count + 1)) : file
    }
    let problems = wire.problems.map {
      Diagnostic(
        at: SourceLocation(shown($0.file), line: $0.line),
        $0.headline,
        help: $0.help.replacing(folder + "/", with: "")
      )
    }
    if !problems.isEmpty { throw PluginError.declarations(problems) }
    if wire.functions.isEmpty { throw PluginError.noFunctions(task: task) }
    let space = LabelSpace(wire.classes)
    let labels = wire.labels ?? .one
    let declared = (wire.ballots ?? []).map {
      BallotRecord(classes: $0.statements, confidence: $0.confidence)
    }
    guard space.classCount <= Int(Int16.max) / 2,
      declared.allSatisfy({ $0.isValid(classCount: wire.classes.count, labels: labels) })
    else { throw PluginError.badManifest(plugin: plugin) }
    let ballots = BallotRegister(
      classCount: space.classCount,
      kind: labels,
      others: declared
    )
    (labelSpace, self.labels, self.ballots) = (space, labels, ballots)
    guard ballots.count == space.classCount + declared.count,
      wire.functions.allSatisfy({ ($0.votes ?? []).allSatisfy((0..<ballots.count).contains) })
    else { throw PluginError.badManifest(plugin: plugin) }
    if let groups = wire.groups, !groups.isEmpty {
      labelSpace = space.grouped(groups)
      guard labelSpace.tree?.isSound == true else {
        throw PluginError.badManifest(plugin: plugin)
      }
    }
    classCases = wire.cases
    functions = wire.functions.map {
      Function(
        name: $0.name,
        kind: $0.kind,
        isMatched: $0.isMatched ?? ["keywords", "pattern"].contains($0.kind),
        tellsParts: $0.tellsParts ?? ($0.kind != "code"),
        file: shown($0.file),
        line: $0.line,
        classes: $0.votes?.map { ballots.text(of: $0, in: space) },
        exampleCount: $0.exampleCount,
        readsText: $0.readsText ?? false,
        fingerprint: $0.fingerprint ?? pluginDigest,
        resource: $0.resource,
        resourceDigest: $0.resourceDigest
      )
    }
    let failures = wire.failedExamples.map {
      FailedExample(
        function: $0.function,
        location: SourceLocation(shown($0.file), line: $0.line),
        expected: $0.expected,
        outcome: $0.outcome,
        text: $0.text
      )
    }
    if !failures.isEmpty { throw PluginError.failedExamples(failures, functions: functions) }
  }
}
