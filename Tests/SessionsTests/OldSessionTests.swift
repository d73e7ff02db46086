import LabelStore
import Sessions
import Testing

struct OldSessionTests {
  @Test func `a session that was started before sources were written as a whole opens`() throws {
    let folder = try SessionFolder(documentCount: 9)
    try folder.start(classes: ["ham", "spam"]).close()
    let store = try SessionStore(opening: folder.session, for: .reading)
    var contents = SessionStore.Contents()
    contents.settings = try store.settings()
    contents.classes = try store.classes()
    contents.files = try store.files()
    contents.documents = try store.documents()
    store.close()
    let path = folder.corpus.replacing("/", with: #"\/"#)
    contents.settings["source"] =
      #"{"hasHeader":true,"idField":"id","paths":["\#(path)"],"quote":34,"trimsFields":false}"#
    let old = "\(folder.path)/old.session"
    try SessionStore.make(at: old, contents)

    let engine = try SessionEngine(opening: old)
    try engine.checkCorpus()
    #expect(try engine.document(3).text?.hasPrefix("document number 3") == true)

    contents.settings["source"] =
      #"{"documentLimit":0,"hasHeader":true,"paths":["\#(path)"],"quote":34,"trimsFields":false}"#
    let damaged = "\(folder.path)/damaged.session"
    try SessionStore.make(at: damaged, contents)
    #expect(throws: StoreError.self) { try SessionEngine(opening: damaged) }
  }
}
