import Foundation
import LabelStore
import LabelingCore
import Synchronization
import TestSupport
import Testing

struct GroupCommitTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func store(documents: Int) throws -> SessionStore {
    let path = "\(try folder.subfolder())/a.session"
    var contents = SessionStore.Contents()
    contents.classes = ["ham", "spam"]
    contents.files = [StoredFile(path: "/c.csv", digest: "d")]
    contents.documents = (0..<documents).map {
      StoredDocument(id: "d\($0)", file: 0, record: $0 + 1, digest: Int64($0))
    }
    try SessionStore.make(at: path, contents)
    return try SessionStore(opening: path)
  }

  private static func answer(_ document: Int, _ classIndex: Int) -> SessionEvent {
    var event = SessionEvent(
      .answer,
      annotator: 1,
      document: document,
      timeInMilliseconds: 1_700_000_000_000,
      origin: "browser"
    )
    event.says = LabelAnswer(classIndex: classIndex)
    return event
  }

  @Test func `changes of many threads are all kept, and one that fails takes no other with it`()
    throws
  {
    let store = try store(documents: 400)
    _ = try store.annotator(adding: "anna")
    let kept = Mutex<Set<Int>>([])
    DispatchQueue.concurrentPerform(iterations: 400) { document in
      // Every seventh names a class that there is not.
      let isBad = document % 7 == 0
      do {
        try store.answer(Self.answer(document, isBad ? 9 : document % 2))
        #expect(!isBad)
        kept.withLock { _ = $0.insert(document) }
      } catch {
        #expect(isBad, "\(error)")
      }
    }
    store.close()
    let again = try SessionStore(opening: store.path)
    #expect(Set(try again.answers().map(\.document)) == kept.withLock { $0 })
    #expect(try again.events().count == kept.withLock { $0.count })
    #expect(try again.answers().allSatisfy { $0.says.classIndex == $0.document % 2 })
  }

  @Test func `a change to a file that was replaced is refused, and one after it came back is made`()
    throws
  {
    let store = try store(documents: 3)
    _ = try store.annotator(adding: "anna")
    try store.answer(Self.answer(0, 1))
    let files = FileManager.default
    try files.moveItem(atPath: store.path, toPath: store.path + ".away")
    #expect(throws: StoreError.replaced(path: store.path)) { try store.answer(Self.answer(1, 1)) }
    try Data().write(to: URL(filePath: store.path))
    #expect(throws: StoreError.replaced(path: store.path)) { try store.answer(Self.answer(1, 1)) }
    try files.removeItem(atPath: store.path)
    try files.moveItem(atPath: store.path + ".away", toPath: store.path)
    try store.answer(Self.answer(2, 0))
    #expect(try store.answers().map(\.document) == [0, 2])
  }
}
