import Foundation
import TestSupport
import Testing

/// What is said of the sources as a whole, and neither the compiler nor the formatter checks.
struct SourceTests {
  @Test func `no type name is declared at the top level of two modules`() throws {
    let sources = URL(filePath: PackageFolder.path("Sources"))
    let declaration =
      /^(?:@\w+(?:\([^)]*\))? )*(?:\w+ )*?(?:struct|class|enum|actor|protocol|typealias) (\w+)/
    var modules: [String: Set<String>] = [:]
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
    for case let path as String in files where path.hasSuffix(".swift") {
      let module = String(path.prefix { $0 != "/" })
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for line in text.split(separator: "\n") where line.first?.isWhitespace == false {
        guard let name = line.prefixMatch(of: declaration)?.1 else { continue }
        modules[String(name), default: []].insert(module)
      }
    }
    #expect(modules.count > 500, "the sources are read")
    let doubles = modules.filter { $0.value.count > 1 }
      .map { "\($0.key) in \($0.value.sorted().joined(separator: " and "))" }
    #expect(doubles.sorted() == [])
  }
}
