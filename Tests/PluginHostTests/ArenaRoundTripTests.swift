import LabelingCore
import LabelingKit
import PluginABI
import PluginHost
import Synchronization
import Testing

/// What the host lays out is what a function sees.
struct ArenaRoundTripTests {
  private enum Answer: String, LabelClass {
    case seen
    case unseen
  }

  /// What a function saw of a document.
  private struct Sight: Equatable, Sendable {
    var id: String
    var text: String
    var fields: [String?]
  }

  private final class Notes: Sendable {
    let sights = Mutex<[Sight]>([])
  }

  private static let names = ["plain", "größe", "", "with.dot", "@at"]
  private static let values = [
    "", "x", "two words", "1.50", "\u{0}", "👏🏽", "line\nbreak",
    String(repeating: "long ", count: 300),
  ]

  @Test(arguments: [0, 1, 7, 300])
  func `ids, texts and fields arrive as they were`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    var documents = DocumentBatch()
    var ids: [DocumentBatch.Slice] = []
    var texts: [DocumentBatch.Slice] = []
    var expected: [Sight] = []
    for row in 0..<count {
      let text = Self.values.randomElement(using: &generator) ?? ""
      ids.append(documents.append("id-\(row)"))
      texts.append(documents.append(text))
      let start = documents.cells.count
      var fields: [String?] = []
      for field in Self.names.indices {
        guard Bool.random(using: &generator) else {
          fields.append(nil)
          continue
        }
        let value = Self.values.randomElement(using: &generator) ?? ""
        let slice = documents.append(value)
        documents.cells.append(.init(field: field, kind: .string, value: slice))
        fields.append(value)
      }
      documents.records.append(
        .init(
          number: row + 1,
          line: row + 1,
          raw: .init(offset: 0, length: 0),
          cells: start..<documents.cells.count
        )
      )
      expected.append(Sight(id: "id-\(row)", text: text, fields: fields))
    }
    let batch = LabelingBatch(
      documents: documents,
      fieldNames: Self.names,
      ids: ids,
      texts: texts
    )

    let notes = Notes()
    let set = LabelingFunctionSet(for: Answer.self) {
      LabelingFunction("sees") { document in
        let fields = Self.names.map { try? document[$0, as: String.self] }
        notes.sights.withLock {
          $0.append(Sight(id: document.id, text: document.text, fields: fields))
        }
        return document.text.utf8.count % 2 == 0 ? .seen : .unseen
      }
      LabelingFunction("is_not_run") { _ in .seen }
    }
    let table = exportedPlugin(set).assumingMemoryBound(to: WinnowPlugin.self)
    let arena = try Arena()
    try arena.write(batch, enabled: [true, false], classCount: 2)
    table.pointee.apply(table.pointee.context, arena.head)

    let sights = notes.sights.withLock { $0 }
    #expect(sights == expected)
    let votes = UnsafeRawPointer(arena.head).advanced(by: Int(arena.head.pointee.votes))
      .assumingMemoryBound(to: Int16.self)
    #expect((0..<count).map { votes[$0] } == expected.map { Int16($0.text.utf8.count % 2) })
    #expect((0..<count).allSatisfy { votes[count + $0] == Int16(WINNOW_ABSTAIN) })
  }
}
