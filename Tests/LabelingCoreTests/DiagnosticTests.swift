import LabelingCore
import Testing

struct DiagnosticTests {
  @Test func `a diagnostic shows place, severity, headline, notes and help`() {
    let diagnostic = Diagnostic(
      at: SourceLocation("data/reviews.jsonl", line: 118, column: 27),
      "label 'postive' is not a class of task 'Reviews'",
      notes: ["the task has 2 classes", "the corpus has 3"],
      help: "did you mean 'positive'?"
    )
    #expect(
      diagnostic.description == """
        data/reviews.jsonl:118:27: error: label 'postive' is not a class of task 'Reviews'
        note: the task has 2 classes
        note: the corpus has 3
        help: did you mean 'positive'?
        """
    )
  }

  @Test func `what is unknown is left out`() {
    #expect(Diagnostic("no such task").description == "error: no such task")
    #expect(
      Diagnostic(severity: .warning, at: SourceLocation("a b.csv"), "it is empty").description
        == "a b.csv: warning: it is empty"
    )
  }

  @Test func `a place has a column only with a line`() {
    #expect(SourceLocation("f").description == "f")
    #expect(SourceLocation("f", line: 3).description == "f:3")
    #expect(SourceLocation("f", line: 3, column: 9).description == "f:3:9")
    #expect(SourceLocation("f", column: 9).description == "f")
  }
}
