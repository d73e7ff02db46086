import LabelingKit
import PluginABI
import Testing

struct ManifestTests {
  @Test func `the table tells versions before anything else runs`() {
    let plugin = PluginUnderTest {}.plugin
    #expect(plugin.abi_version == UInt32(WINNOW_ABI_VERSION))
    #expect(plugin.table_byte_count == UInt32(MemoryLayout<WinnowPlugin>.size))
    #expect(String(cString: plugin.compiler) == String(cString: winnow_compiler_identity()))
    #expect(String(cString: plugin.kit_version) == WINNOW_KIT_VERSION)
  }

  @Test func `the manifest lists functions with place, kind and classes`() throws {
    let line = #line + 2
    let plugin = PluginUnderTest {
      Keywords("k", ["a"], vote: .bad)
      Pattern("p", "b", vote: .mixed)
      LabelingFunction("f") { _ in nil }.example("x", votes: nil).example("y", votes: nil)
      Lookup("l", table: "Fixtures/table.csv")
      Lookup("lf", list: "Fixtures/words.txt", field: "mood", vote: .good)
    }
    let manifest = try plugin.manifest()
    #expect(manifest.classes == ["good", "bad", "mixed"])
    #expect(manifest.cases == ["good", "bad", "mixed"])
    #expect(manifest.functions.map(\.name) == ["k", "p", "f", "l", "lf"])
    #expect(manifest.functions.map(\.kind) == ["keywords", "pattern", "code", "lookup", "lookup"])
    #expect(manifest.functions.map(\.line) == Array(line..<(line + 5)))
    #expect(manifest.functions.allSatisfy { $0.file == #filePath })
    #expect(
      manifest.functions.map(\.votes) == [[1], [2], nil, [0, 1, 2], [0]]
    )
    #expect(manifest.functions.map(\.reads_text) == [true, true, nil, true, false])
    #expect(manifest.functions.map(\.is_matched) == [true, true, false, false, false])
    #expect(manifest.functions.map(\.tells_parts) == [true, true, false, true, true])
    #expect(manifest.functions.map(\.example_count) == [0, 0, 2, 0, 0])
    #expect(manifest.functions.map { $0.fingerprint == nil } == [false, false, true, false, false])
    #expect(manifest.functions[3].resource == "Fixtures/table.csv")
    #expect(manifest.functions[3].resource_digest?.count == 32)
    #expect(manifest.problems.isEmpty && manifest.failed_examples.isEmpty)
  }

  @Test func `a fingerprint changes with what decides the votes, and with nothing else`() throws {
    func fingerprint(_ function: LabelingFunction<Mood>) throws -> String? {
      try PluginUnderTest { function }.manifest().functions[0].fingerprint
    }
    let base = try fingerprint(Keywords("k", ["a", "b"], vote: .good).labelingFunction)
    let same = try fingerprint(Keywords("renamed", ["a", "b"], vote: .good).labelingFunction)
    let others = [
      try fingerprint(Keywords("k", ["a"], vote: .good).labelingFunction),
      try fingerprint(Keywords("k", ["ab"], vote: .good).labelingFunction),
      try fingerprint(Keywords("k", ["a", "b"], vote: .bad).labelingFunction),
      try fingerprint(Keywords("k", ["a", "b"], vote: .good, matchesCase: true).labelingFunction),
      try fingerprint(Pattern("k", "a", vote: .good).labelingFunction),
      try fingerprint(Pattern("k", "a", vote: .good, matchesCase: true).labelingFunction),
      try fingerprint(Lookup("k", list: "Fixtures/words.txt", vote: .good).labelingFunction),
      try fingerprint(Lookup("k", list: "Fixtures/words.txt", vote: .bad).labelingFunction),
      try fingerprint(
        Lookup("k", list: "Fixtures/words.txt", field: "f", vote: .good).labelingFunction
      ),
      try fingerprint(
        Lookup("k", list: "Fixtures/words.txt", vote: .good, matchesCase: true).labelingFunction
      ),
    ]
    #expect(base == same)
    #expect(Set(others + [base]).count == others.count + 1)
  }

  @Test func `an example that fails is reported with its place and outcome`() throws {
    let line = #line + 2
    let plugin = PluginUnderTest {
      Keywords("k", ["a"], vote: .good).example("a", votes: .good).example("b", votes: .good)
      Pattern("p", "(?=a)a", vote: .bad).example("a", votes: nil)
      Lookup("l", table: "Fixtures/table.csv").example("glad", votes: .bad)
      LabelingFunction("f") { try $0["n", as: Int.self] > 1 ? .good : nil }
        .example(fields: ["n": "2"], votes: .good)
        .example(fields: ["n": "x"], votes: .good)
        .example("a", votes: nil)
    }
    let failed = try plugin.manifest().failed_examples
    #expect(failed.map(\.function) == ["k", "p", "l", "f", "f"])
    #expect(failed.map(\.expected) == ["'good'", "abstain", "'bad'", "'good'", "abstain"])
    #expect(
      failed.map(\.outcome) == [
        "abstain", "'bad'", "'good'", "a fault: field 'n' is not of type Int",
        "a fault: field 'n' is missing or null",
      ]
    )
    #expect(failed.map(\.line) == [line, line + 1, line + 2, line + 5, line + 6])
  }

  @Test func `examples do not run while the declarations are wrong`() throws {
    let plugin = PluginUnderTest {
      Keywords("k", [], vote: .good).example("a", votes: .good)
    }
    let manifest = try plugin.manifest()
    #expect(manifest.problems.count == 1)
    #expect(manifest.failed_examples.isEmpty)
  }

  @Test func `names with special characters survive as JSON`() throws {
    let plugin = PluginUnderTest { Keywords("tab\t\"\\\u{1}é", ["a"], vote: .good) }
    #expect(try plugin.manifest().functions[0].name == "tab\t\"\\\u{1}é")
  }

  private enum Renamed: String, LabelClass {
    case wanted = "ham"
    case `default` = "spam"
  }

  private enum Described: String, LabelClass, CustomStringConvertible {
    case ham
    var description: String { "a message that is wanted" }
  }

  private struct Open: LabelClass {
    let rawValue: String
    static let allCases = [Open(rawValue: "ham")]
  }

  @Test func `cases are named as in the source, and not guessed where they print otherwise`() {
    #expect(ClassCases.names(of: Renamed.self) == ["wanted", "default"])
    #expect(ClassCases.names(of: Described.self) == [""])
    #expect(ClassCases.names(of: Open.self) == [""])
  }
}
