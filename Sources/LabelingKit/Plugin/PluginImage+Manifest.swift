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
    json.add(
      "functions",
      objects: functions.declarations.enumerated().map { describe($0.offset, $0.element) }
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

  private func describe(_ index: Int, _ declaration: FunctionDeclaration) -> JSONObjectWriter {
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
    switch declaration.rule {
    case .code:
      object.add("kind", "code")
    case .keywords(let keywords, let matchesCase, let vote):
      object.add("kind", "keywords")
      object.add("classes", strings: names(of: [vote]))
      object.add("reads_text", true)
      object.add("fingerprint", fingerprint(["keywords", "\(matchesCase)", "\(vote)"] + keywords))
    case .pattern(let pattern, let ignoresCase, let vote):
      object.add("kind", "pattern")
      object.add("classes", strings: names(of: [vote]))
      object.add("reads_text", true)
      object.add("fingerprint", fingerprint(["pattern", "\(ignoresCase)", "\(vote)", pattern]))
    case .lookup(let path, let meaning, let field):
      object.add("kind", "lookup")
      object.add("reads_text", field == nil)
      guard let table = functions.lookups[index] else { break }
      object.add("classes", strings: names(of: table.votes))
      object.add("resource", path)
      object.add("resource_digest", table.digest)
      object.add(
        "fingerprint",
        fingerprint(["lookup", "\(meaning)", field ?? "", table.digest])
      )
    }
    return object
  }

  /// The classes of votes; one that is not listed has no index, and is a problem of its function.
  private func names(of votes: [Int16]) -> [String] {
    votes.compactMap { $0 < 0 ? nil : classes[Int($0)] }
  }

  /// A digest of all that decides a declarative function's votes.
  private func fingerprint(_ parts: [String]) -> String {
    var object = JSONObjectWriter()
    object.add("kit", WINNOW_KIT_VERSION)
    object.add("classes", strings: classes)
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
        let outcome = self.outcome(of: index, on: document)
        guard outcome != name(of: example.vote) else { continue }
        failures.append(
          FailedExample(
            function: declaration.name,
            example: example,
            expected: name(of: example.vote),
            outcome: outcome
          )
        )
      }
    }
    return failures
  }

  private func outcome(of index: Int, on document: Document) -> String {
    do {
      switch functions.declarations[index].rule {
      case .code(let vote):
        let vote = try vote(document)
        if let pending = document.takePendingFault() { return "a fault: \(pending)" }
        return name(of: vote)
      case .lookup:
        return name(of: functions.lookups[index]?.vote(on: document) ?? -1)
      case .keywords(_, _, let vote), .pattern(_, _, let vote):
        var outcome = name(of: -1)
        functions.matcher?.match(document.textBytes) { function, error in
          guard function == index else { return }
          outcome = error.map { "a fault: \($0)" } ?? name(of: vote)
        }
        return outcome
      }
    } catch {
      return "a fault: \(error)"
    }
  }

  private func name(of vote: Int16) -> String {
    vote < 0 ? "abstain" : "'\(classes[Int(vote)])'"
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
