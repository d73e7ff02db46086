internal import CXXHash
internal import JSONText
internal import PluginABI

extension PluginImage {
  /// The manifest: classes, functions, mistakes, and examples that fail, as JSON.
  ///
  /// - Parameter running: Where examples are marked while they run; `nil` runs none.
  /// - Returns: One JSON object.
  func describe(running: UnsafeMutablePointer<WinnowCursor>?) -> String {
    let functions = self.functions
    var json = JSONObjectWriter()
    json.add("classes", strings: classes)
    json.add("cases", strings: cases)
    json.add("labels", functions.sheet.labels.rawValue)
    json.add(
      "groups",
      objects: groups.map { group in
        var object = JSONObjectWriter()
        object.add("name", group.name)
        object.add("classes", numbers: group.classes.map { Int($0) })
        return object
      }
    )
    json.add("ballots", objects: functions.sheet.declared.map(describe))
    json.add(
      "functions",
      objects: functions.declarations.map(describe)
    )
    json.add(
      "problems",
      objects: functions.problems.map { problem in
        var object = JSONObjectWriter()
        object.add("file", problem.place.file)
        object.add("line", problem.place.line)
        object.add("headline", problem.headline)
        object.add("help", problem.help)
        return object
      }
    )
    var failures: [FailedExample] = []
    if let running, functions.problems.isEmpty {
      failures = failedExamples { winnow_mark(running, UInt32($0 + 1), UInt32($1)) }
    }
    json.add(
      "failed_examples",
      objects: failures.map { failure in
        var object = JSONObjectWriter()
        object.add("function", failure.function)
        object.add("file", failure.example.place.file)
        object.add("line", failure.example.place.line)
        object.add("expected", failure.expected)
        object.add("outcome", failure.outcome)
        object.add("text", failure.example.text)
        return object
      }
    )
    return json.text
  }

  private func describe(_ ballot: CastBallot) -> JSONObjectWriter {
    var object = JSONObjectWriter()
    object.add("statements", numbers: ballot.statements.map { Int($0) })
    if let confidence = ballot.confidence { object.add("confidence", confidence) }
    return object
  }

  private func describe(_ declaration: FunctionDeclaration) -> JSONObjectWriter {
    var object = JSONObjectWriter()
    object.add("name", declaration.name)
    object.add("file", declaration.place.file)
    object.add("line", declaration.place.line)
    object.add("example_count", declaration.examples.count)
    object.add(
      "examples",
      objects: declaration.examples.map { example in
        var object = JSONObjectWriter()
        object.add("file", example.place.file)
        object.add("line", example.place.line)
        return object
      }
    )
    let facts = declaration.rule.facts
    object.add("kind", type(of: declaration.rule).kind)
    object.add("is_matched", declaration.rule is any TextRule)
    object.add("tells_parts", facts.tellsParts)
    if let votes = facts.votes {
      object.add("votes", numbers: votes.filter { $0 >= 0 }.map { Int($0) })
    }
    if let readsText = facts.readsText { object.add("reads_text", readsText) }
    if let (path, digest) = facts.resource {
      object.add("resource", path)
      object.add("resource_digest", digest)
    }
    if let contents = facts.contents { object.add("fingerprint", fingerprint(contents)) }
    return object
  }

  /// A digest of all that decides a declarative function's votes.
  private func fingerprint(_ parts: [String]) -> String {
    var object = JSONObjectWriter()
    object.add("kit", WINNOW_KIT_VERSION)
    object.add("classes", strings: classes)
    if functions.sheet.labels == .several { object.add("labels", "several") }
    object.add("rule", strings: parts)
    let hash = Array(object.text.utf8).withUnsafeBytes {
      winnow_hash128($0.baseAddress, $0.count)
    }
    return hash.hexadecimal
  }

  /// An example that does not get the vote it should.
  struct FailedExample {
    let function: String
    let example: FunctionDeclaration.Example
    let expected: String
    let outcome: String
  }

  /// Runs every example; a mistake in the declarations must not stand in the way.
  ///
  /// - Parameter willRun: Told the function and the number of its example before it runs.
  /// - Returns: The examples that fail, in the order of the source.
  func failedExamples(willRun: (_ function: Int, _ number: Int) -> Void) -> [FailedExample] {
    var failures: [FailedExample] = []
    for (index, declaration) in functions.declarations.enumerated() {
      for (number, example) in declaration.examples.enumerated() {
        willRun(index, number)
        let document = Document(text: example.text, fieldList: example.fields)
        let expected = (try? functions.sheet.vote(for: example.vote)) ?? -1
        let outcome: String
        switch self.outcome(of: index, on: document) {
        case .vote(let vote) where functions.sheet.vote(vote, fulfills: expected): continue
        case .vote(let vote): outcome = functions.sheet.name(of: vote)
        case .fault(let fault): outcome = "a fault: \(fault)"
        }
        failures.append(
          FailedExample(
            function: declaration.name,
            example: example,
            expected: functions.sheet.name(of: expected),
            outcome: outcome
          )
        )
      }
    }
    return failures
  }

  private func outcome(of index: Int, on document: Document) -> Outcome {
    guard let vote = functions.voter(of: index) else {
      var outcome = Outcome.vote(-1)
      functions.matcher?.match(document.textBytes) { function, error in
        guard function == index else { return }
        outcome = error.map { .fault("\($0)") } ?? .vote(functions.votes[index])
      }
      return outcome
    }
    _ = NotedConfidence.take()
    do {
      let vote = try functions.sheet.settled(try vote(document))
      if let pending = document.takePendingFault() { return .fault("\(pending)") }
      return .vote(vote)
    } catch {
      return .fault("\(error)")
    }
  }

  /// What running a function on a document came to.
  private enum Outcome {
    case vote(Int16)
    case fault(String)
  }
}

extension WinnowHash128 {
  /// 32 hexadecimal digits, high half first.
  var hexadecimal: String {
    String(unsafeUninitializedCapacity: 32) {
      $0.withMemoryRebound(to: CChar.self) { winnow_hash_write(self, $0.baseAddress) }
      return 32
    }
  }
}

/// Writes one JSON object, member by member.
struct JSONObjectWriter {
  private var members: [UInt8] = []

  /// The object.
  var text: String {
    String(decoding: [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")], as: UTF8.self)
  }

  mutating func add(_ key: String, _ value: String) {
    addKey(key)
    JSONString.appendQuoted(value.utf8, to: &members)
  }

  mutating func add(_ key: String, _ value: Int) {
    addKey(key)
    members.append(contentsOf: "\(value)".utf8)
  }

  mutating func add(_ key: String, _ value: Double) {
    addKey(key)
    members.append(contentsOf: "\(value)".utf8)
  }

  mutating func add(_ key: String, numbers: [Int]) {
    addKey(key)
    let list = numbers.map(String.init).joined(separator: ",")
    members.append(contentsOf: "[\(list)]".utf8)
  }

  mutating func add(_ key: String, _ value: Bool) {
    addKey(key)
    members.append(contentsOf: "\(value)".utf8)
  }

  mutating func add(_ key: String, strings: [String]) {
    addKey(key)
    members.append(UInt8(ascii: "["))
    for (index, value) in strings.enumerated() {
      if index > 0 { members.append(UInt8(ascii: ",")) }
      JSONString.appendQuoted(value.utf8, to: &members)
    }
    members.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: String, objects: [JSONObjectWriter]) {
    addKey(key)
    members.append(contentsOf: "[\(objects.map(\.text).joined(separator: ","))]".utf8)
  }

  private mutating func addKey(_ key: String) {
    if !members.isEmpty { members.append(UInt8(ascii: ",")) }
    JSONString.appendQuoted(key.utf8, to: &members)
    members.append(UInt8(ascii: ":"))
  }
}
