import CorpusIO
import Foundation
import LabelingCore
import Testing

struct AtomicFileTests {
  private func write(_ text: String, to sink: any ByteSink) throws {
    try Array(text.utf8).withUnsafeBytes { try sink.write($0) }
  }

  @Test func `the old file stands until the new one is whole`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("out.csv", Array("old".utf8))
    let sink = try CorpusOutput.open(path: folder.file("out.csv"))
    try write("new", to: sink)
    #expect(try folder.text("out.csv") == "old")
    #expect(folder.names == [".out.csv.partial-\(getpid())", "out.csv"])
    try sink.finish()
    #expect(try folder.text("out.csv") == "new")
    #expect(folder.names == ["out.csv"])
  }

  @Test func `discarding or forgetting a file leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let sink = try CorpusOutput.open(path: folder.file("a"))
    try write("x", to: sink)
    sink.discard()
    #expect(folder.names.isEmpty)
    do {
      let forgotten = try CorpusOutput.open(path: folder.file("b.gz"))
      try write("x", to: forgotten)
    }
    #expect(folder.names.isEmpty)
  }

  /// In a process of its own, as it removes what other tests are writing.
  @Test func `a signal handler can remove all partial files`() async {
    await #expect(processExitsWith: .success) {
      PartialFiles.prepare()
      let folder = try TemporaryFolder()
      let sinks = try (0..<5).map { try CorpusOutput.open(path: folder.file("\($0)")) }
      try #require(folder.names.count == 5)
      PartialFiles.unlinkAll()
      try #require(folder.names.isEmpty)
      for sink in sinks { sink.discard() }
    }
  }

  @Test func `links stay links and permissions stay`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("real", Array("old".utf8))
    chmod(path, 0o640)
    symlink("real", folder.file("link"))
    let sink = try CorpusOutput.open(path: folder.file("link"))
    try write("new", to: sink)
    try sink.finish()
    #expect(try folder.text("real") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "real"
    )
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `a folder that is not there is an error`() throws {
    #expect(throws: CorpusError.system(.create, path: "/nowhere/out", errno: ENOENT)) {
      _ = try CorpusOutput.open(path: "/nowhere/out")
    }
  }

  @Test func `devices are written to directly`() throws {
    let sink = try CorpusOutput.open(path: "/dev/null")
    try write("x", to: sink)
    try sink.finish()
    let full = try CorpusOutput.open(path: "/dev/full")
    #expect(throws: CorpusError.system(.write, path: "/dev/full", errno: ENOSPC)) {
      try write("x", to: full)
    }
  }

  @Test func `a closed pipe is an error of its own`() throws {
    CorpusOutput.ignoreBrokenPipes()
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let reader = open(folder.file("pipe"), O_RDONLY | O_NONBLOCK)
    let sink = try CorpusOutput.open(path: folder.file("pipe"))
    close(reader)
    #expect(throws: CorpusError.closedPipe) { try write("x", to: sink) }
  }

  @Test func `rejects keep every byte`() throws {
    let sink = MemorySink()
    let writer = RejectsWriter(sink)
    let log = RejectLog(policy: .skip, writer: writer)
    try log.reject(
      RejectedRecord(
        location: SourceLocation("a.csv", line: 3, column: 2),
        number: 2,
        fault: .invalidUTF8(byte: 0xE9),
        raw: [0x61, 0xE9, 0x62, 0x63]
      )
    )
    try log.reject(
      RejectedRecord(
        location: SourceLocation("a.csv", line: 4),
        number: 3,
        fault: .fieldCount(expected: 2, found: 1),
        raw: Array("x\"y".utf8)
      )
    )
    try writer.finish()
    #expect(
      String(decoding: sink.bytes, as: UTF8.self) == #"""
        {"path":"a.csv","line":3,"column":2,"record":2,"rule":"byte 0xE9 is not valid UTF-8","base64":"YeliYw=="}
        {"path":"a.csv","line":4,"record":3,"rule":"a record has 2 fields, this one has 1","text":"x\"y"}

        """#
    )
  }
}
