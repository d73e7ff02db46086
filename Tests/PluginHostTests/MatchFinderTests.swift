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
      MatchSpan(row: 0, function: 0, field: nil, bytes: 2..<5, vote: 1),
      MatchSpan(row: 1, function: 0, field: "mood", bytes: 2..<5, vote: 1),
    ]
    #expect(try finder.spans(of: batch) == expected)
    // The process stays for the next question.
    #expect(try finder.spans(of: batch) == expected)
    #expect(try finder.spans(of: LabelingBatch(texts: [], from: 0)) == [])
  }

  @Test func `a plugin whose table ends before the member tells nothing`() throws {
    let finder = try finder(
      tableByteCount: "__builtin_offsetof(WinnowPlugin, spans)",
      spans: "abort();"
    )
    #expect(try finder.spans(of: LabelingBatch(texts: ["first"], from: 0)) == [])
  }

  @Test func `a plugin that stops meanwhile is an error, and may be asked again`() throws {
    let finder = try finder(spans: "abort();")
    for _ in 0..<2 {
      #expect(throws: PluginError.self) {
        try finder.spans(of: LabelingBatch(texts: ["first"], from: 0))
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
