import ByteIO
import TestSupport
import Testing

struct PartialFilesTests {
  /// In a process of its own, as it removes what other tests are writing.
  @Test func `a signal handler can give up all outputs`() async {
    await #expect(processExitsWith: .success) {
      PartialFiles.prepare()
      let folder = try ScratchFolder()
      let paths = (0..<5).map { folder.file("\($0)") }
      let files = try RunFiles(reads: [], writes: paths)
      files.areNameless = false
      for path in paths { _ = try files.open(path) }
      try #require(folder.names().count == 5)
      PartialFiles.unlinkAll()
      try #require(folder.names().isEmpty)
      files.discard()
    }
  }
}
