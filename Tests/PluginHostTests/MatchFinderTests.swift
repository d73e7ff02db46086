import LabelingCore
import PluginHost
import TestSupport
import Testing

/// Plugins made of C, as only they can be older than this LabelingKit.
@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugins of these tests")
)
struct MatchFinderTests {
  @Test func `parts come with their rows, functions and fields`() throws {
    let finder = try finder(
      spans: """
        for (uint32_t row = 0; row < arena->document_count; row++) {
          WinnowSpan span = {0, row, row ? 1 : WINNOW_IN_TEXT, 1, 2, 3};
          take(taker, &span);
        }
        """
    )
    var batch = LabelingBatch(texts: ["first", "second"], from: 0)
    batch.fieldNames = ["id", "mood"]
    let expected = [
      [
        FunctionMatch(function: 0, span: TextSpan(bytes: 2..<5), ballot: BallotRecord(classes: [1]))
      ],
      [
        FunctionMatch(
          function: 0,
          span: TextSpan(field: "mood", bytes: 2..<5),
          ballot: BallotRecord(classes: [1])
        )
      ],
    ]
    #expect(try finder.matches(in: batch) == expected)
    // The process stays for the next question.
    #expect(try finder.matches(in: batch) == expected)
    #expect(try finder.matches(in: LabelingBatch(texts: [], from: 0)) == [])
  }

  @Test func `parts of documents, functions, fields and classes that are not there are left out`()
    throws
  {
    let finder = try finder(
      spans: """
        WinnowSpan spans[] = {
          {0, 7, WINNOW_IN_TEXT, 1, 2, 3}, {9, 0, WINNOW_IN_TEXT, 1, 2, 3}, {0, 0, 5, 1, 2, 3},
          {0, 0, WINNOW_IN_TEXT, 99, 2, 3}, {0, 0, WINNOW_IN_TEXT, -1, 2, 3},
          {0, 0, WINNOW_IN_TEXT, 1, 0, 1},
        };
        for (int i = 0; i < 6; i++) take(taker, &spans[i]);
        """
    )
    let found = try finder.matches(in: LabelingBatch(texts: ["first"], from: 0))
    #expect(found.map { $0.map(\.span.bytes) } == [[0..<1]])
  }

  @Test func `a plugin whose table ends before the member tells nothing`() throws {
    let finder = try finder(
      tableByteCount: "__builtin_offsetof(WinnowPlugin, spans)",
      spans: "abort();"
    )
    #expect(try finder.matches(in: LabelingBatch(texts: ["first"], from: 0)) == [[]])
  }

  @Test func `a plugin that stops meanwhile is an error, and may be asked again`() throws {
    let finder = try finder(spans: "abort();")
    for _ in 0..<2 {
      #expect(throws: PluginError.self) {
        try finder.matches(in: LabelingBatch(texts: ["first"], from: 0))
      }
    }
  }

  private func finder(
    tableByteCount: String = "sizeof(WinnowPlugin)",
    spans: String
  ) throws -> MatchFinder {
    try MatchFinder(CompiledPlugin.loaded(tableByteCount: tableByteCount, spans: spans))
  }
}
