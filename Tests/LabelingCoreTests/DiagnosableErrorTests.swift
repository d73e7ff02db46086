import LabelingCore
import Testing

struct DiagnosableErrorTests {
  private enum PlainError: Error { case broken }

  private struct Several: DiagnosableError {
    var diagnostics: [Diagnostic] { [Diagnostic("first"), Diagnostic("second", help: "do this")] }
  }

  @Test func `an error describes itself by all of its diagnostics`() {
    #expect("\(Several())" == "error: first\nerror: second\nhelp: do this")
    #expect(Diagnostic.all(of: Several()).map(\.headline) == ["first", "second"])
  }

  @Test func `a diagnostic is its own`() {
    let diagnostic = Diagnostic("a rule", help: "mind it")
    #expect(Diagnostic.all(of: diagnostic) == [diagnostic])
  }

  @Test func `an error without words for people is shown as it describes itself`() {
    #expect(Diagnostic.all(of: PlainError.broken) == [Diagnostic("broken")])
  }
}
