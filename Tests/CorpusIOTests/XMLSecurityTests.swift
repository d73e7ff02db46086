import CorpusIO
import LabelingCore
import TestSupport
import Testing

/// Files that attack parsers; none may cost time or memory, or reach out.
struct XMLSecurityTests {
  private func read(_ text: String) -> Reading {
    var options = CorpusOptions()
    options.recordPath = "r"
    return Reading(text, .xml, options, policy: .skip)
  }

  private func refusal(_ text: String) -> CorpusError.XMLRefusal? {
    guard case .refusedXML(_, let refusal) = read(text).error else { return nil }
    return refusal
  }

  @Test func `a billion laughs is refused at its first entity`() {
    var declarations = "<!ENTITY l0 'lol'>"
    for level in 1...9 {
      let tenfold = String(repeating: "&l\(level - 1);", count: 10)
      declarations += "<!ENTITY l\(level) '\(tenfold)'>"
    }
    let text = "<!DOCTYPE x [\(declarations)]><x><r>&l9;</r></x>"
    #expect(refusal(text) == .entity(name: "l0"))
    let inAttribute = "<!DOCTYPE x [\(declarations)]><x><r a='&l9;'/></x>"
    #expect(refusal(inAttribute) == .entity(name: "l0"))
  }

  @Test func `quadratic blowup is refused`() {
    let long = String(repeating: "a", count: 100_000)
    let uses = String(repeating: "&a;", count: 100_000)
    #expect(
      refusal("<!DOCTYPE x [<!ENTITY a '\(long)'>]><x><r>\(uses)</r></x>") == .entity(name: "a")
    )
  }

  @Test func `external entities are not read`() throws {
    let folder = try ScratchFolder()
    let secret = try folder.write("SECRET", to: "secret")
    let text = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://\(secret)'>]><x><r>&e;</r></x>"
    #expect(refusal(text) == .entity(name: "e"))
    let parameter =
      "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file://\(secret)'> %p;]><x><r>plain</r></x>"
    #expect(!read(parameter).texts.contains { $0.contains("SECRET") })
  }

  @Test func `parameter entities declare nothing`() {
    let text =
      "<!DOCTYPE x [<!ENTITY % p '<!ENTITY e \"boo\">'> %p;]><x><r>&e;</r></x>"
    #expect(read(text).texts.isEmpty)
    #expect(read(text).error != nil)
  }

  @Test func `an external DTD is not fetched`() throws {
    let folder = try ScratchFolder()
    let dtd = try folder.write("<!ATTLIST r leaked CDATA 'yes'>", to: "x.dtd")
    let reading = read("<!DOCTYPE x SYSTEM '\(dtd)'><x><r a='1'/></x>")
    #expect(reading.error == nil)
    #expect(reading.texts == ["@a=1"])
    let entity = read("<!DOCTYPE x SYSTEM '\(dtd)'><x><r>&undeclared;</r></x>")
    #expect(entity.error != nil)
  }

  @Test func `nesting is limited`() {
    func nested(_ depth: Int) -> String {
      "<x><r>" + String(repeating: "<n>", count: depth - 2)
        + String(repeating: "</n>", count: depth - 2) + "</r></x>"
    }
    #expect(read(nested(256)).error == nil)
    #expect(refusal(nested(257)) == .depth(limit: 256))
    #expect(refusal(nested(100_000)) == .depth(limit: 256))
  }

  @Test func `text and attributes are limited`() {
    let long = String(repeating: "a", count: 10_000_001)
    #expect(refusal("<x><r><t>\(long)</t></r></x>") == .text(limit: 10_000_000))
    #expect(read("<x><r a='\(long)'/></x>").error != nil)
    let many = (0...4096).map { "a\($0)=''" }.joined(separator: " ")
    #expect(refusal("<x><r \(many)/></x>") == .attributes(limit: 4096))
  }

  @Test func `a record is limited`() {
    let text = String(repeating: "a", count: 9_000_000)
    let children = String(repeating: "<t>\(text)</t>", count: 8)
    #expect(refusal("<x><r>\(children)</r></x>") == .record(limit: 64 << 20))
  }
}
