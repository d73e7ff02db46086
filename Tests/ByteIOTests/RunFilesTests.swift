import ByteIO
import Foundation
import LabelingCore
import Platform
import TestSupport
import Testing

struct RunFilesTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func plan(
    reads: [String] = [],
    writes: [String],
    areNameless: Bool = true
  ) throws -> RunFiles {
    let files = try RunFiles(reads: reads.map(folder.file), writes: writes.map(folder.file))
    files.areNameless = areNameless
    return files
  }

  private func write(_ text: String, to name: String, of files: RunFiles) throws {
    try files.write(Array(text.utf8), to: folder.file(name))
  }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.file(name),
      withIntermediateDirectories: true
    )
  }

  @Test(arguments: [true, false]) func `outputs appear together, and the old ones stand until then`(
    areNameless: Bool
  ) throws {
    try folder.write("old", to: "a")
    let files = try plan(writes: ["a", "b"], areNameless: areNameless)
    try write("new a", to: "a", of: files)
    try write("new b", to: "b", of: files)
    #expect(try folder.text(of: "a") == "old")
    #expect(try folder.names().filter { !$0.hasPrefix(".winnow-") } == ["a"])
    try files.commit()
    #expect(try folder.text(of: "a") == "new a")
    #expect(try folder.text(of: "b") == "new b")
    #expect(try folder.names() == ["a", "b"])
  }

  @Test(arguments: [true, false])
  func `outputs that are given up leave nothing`(areNameless: Bool) throws {
    do {
      let files = try plan(writes: ["a", "b.gz"], areNameless: areNameless)
      try write("x", to: "a", of: files)
      _ = try files.open(folder.file("b.gz"))
    }
    #expect(try folder.names().isEmpty)
    let files = try plan(writes: ["a"], areNameless: areNameless)
    try write("x", to: "a", of: files)
    files.discard()
    #expect(try folder.names().isEmpty)
  }

  /// Each name leads to one file: itself, by another spelling, through links, by a hard link.
  @Test(arguments: ["a", "./a", "soft", "hard", "chain", "sub/../a"])
  func `an output is no input under any name`(name: String) throws {
    try folder.write("content", to: "a")
    try makeFolder("sub")
    symlink("a", folder.file("soft"))
    symlink("soft", folder.file("chain"))
    link(folder.file("a"), folder.file("hard"))
    for (input, output) in [("a", name), (name, "a")] {
      #expect(throws: ByteError.self) { try plan(reads: [input], writes: [output]) }
      #expect(throws: ByteError.self) { try plan(writes: [input, output]) }
      let files = try plan(reads: [input], writes: ["c"])
      #expect(throws: ByteError.self) { try files.add(writes: [folder.file(output)]) }
    }
    #expect(try folder.text(of: "a") == "content")
  }

  @Test func `two outputs that are not there yet are compared by folder and name`() throws {
    try makeFolder("sub")
    symlink("new", folder.file("dangling"))
    for other in ["./new", "sub/../new", "dangling"] {
      #expect(throws: ByteError.self) { try plan(writes: ["new", other]) }
    }
    _ = try plan(writes: ["new", "sub/new"])
    _ = try plan(writes: ["caf\u{E9}", "cafe\u{301}"])
  }

  @Test func `a stream takes one output, a device any number`() throws {
    #expect(throws: ByteError.sameOutput("-", "/dev/stdout")) {
      try RunFiles(reads: [], writes: ["-", "/dev/stdout"])
    }
    mkfifo(folder.file("pipe"), 0o600)
    #expect(throws: ByteError.self) { try plan(writes: ["pipe", "./pipe"]) }
    _ = try RunFiles(reads: ["-"], writes: ["-"])
    _ = try RunFiles(reads: ["/dev/null"], writes: ["/dev/null", "/dev/null"])
  }

  @Test(arguments: [true, false]) func `a file that came into being meanwhile is left as it is`(
    areNameless: Bool
  ) throws {
    let files = try plan(writes: ["a", "b"], areNameless: areNameless)
    try write("a of ours", to: "a", of: files)
    try write("b of ours", to: "b", of: files)
    try folder.write("of another", to: "b")
    #expect(throws: ByteError.appeared(path: folder.file("b"))) { try files.commit() }
    #expect(try folder.text(of: "b") == "of another")
    #expect(try folder.names() == ["b"], "all outputs or none")
  }

  @Test(arguments: [true, false]) func `a file that was replaced meanwhile is left as it is`(
    areNameless: Bool
  ) throws {
    for name in ["a", "b"] { try folder.write("old", to: name) }
    let files = try plan(writes: ["a", "b"], areNameless: areNameless)
    try write("a of ours", to: "a", of: files)
    try write("b of ours", to: "b", of: files)
    let other = try folder.write("of another", to: "other")
    try FileSystem.rename(other, to: folder.file("b"))
    #expect(throws: ByteError.appeared(path: folder.file("b"))) { try files.commit() }
    #expect(try folder.text(of: "a") == "old")
    #expect(try folder.text(of: "b") == "of another")
    #expect(try folder.names() == ["a", "b"])
  }

  @Test(arguments: [true, false]) func `a file that was removed meanwhile is made anew`(
    areNameless: Bool
  ) throws {
    try folder.write("old", to: "a")
    let files = try plan(writes: ["a"], areNameless: areNameless)
    try write("new", to: "a", of: files)
    FileSystem.remove(folder.file("a"))
    try files.commit()
    #expect(try folder.text(of: "a") == "new")
    #expect(try folder.names() == ["a"])
  }

  @Test func `when one output cannot appear, none does`() throws {
    try folder.write("old", to: "a")
    try makeFolder("sub")
    let files = try plan(writes: ["a", "c", "sub/b"])
    for name in ["a", "c", "sub/b"] { try write("new", to: name, of: files) }
    try FileManager.default.removeItem(atPath: folder.file("sub"))
    #expect(throws: ByteError.self) { try files.commit() }
    #expect(try folder.text(of: "a") == "old")
    #expect(try folder.names() == ["a"])
  }

  @Test(arguments: [true, false]) func `links stay links, and permissions stay`(
    areNameless: Bool
  ) throws {
    let path = try folder.write("old", to: "real")
    FileSystem.setPermissions(0o640, of: path)
    symlink("real", folder.file("link"))
    symlink("later", folder.file("dangling"))
    let files = try plan(writes: ["link", "dangling"], areNameless: areNameless)
    try write("new", to: "link", of: files)
    try write("made", to: "dangling", of: files)
    try files.commit()
    #expect(try folder.text(of: "real") == "new")
    #expect(try folder.text(of: "later") == "made")
    for (name, target) in [("link", "real"), ("dangling", "later")] {
      let found = try FileManager.default.destinationOfSymbolicLink(atPath: folder.file(name))
      #expect(found == target)
    }
    #expect(try FileStatus(of: path).permissions == 0o640)
  }

  @Test func `a name at the limit is written, a longer one refused at once`() throws {
    let name = String(repeating: "n", count: 255)
    let files = try plan(writes: [name])
    try write("x", to: name, of: files)
    try files.commit()
    #expect(try folder.names() == [name])
    let longer = folder.file(name + "n")
    let refused = try RunFiles(reads: [], writes: [longer])
    #expect(throws: ByteError.system(.create, path: longer, .nameTooLong)) {
      try refused.open(longer)
    }
  }

  @Test func `what cannot be written says so when it is opened`() throws {
    let missing = try RunFiles(reads: [], writes: ["/nowhere/out"])
    #expect(throws: ByteError.system(.create, path: "/nowhere/out", .notFound)) {
      try missing.open("/nowhere/out")
    }
    let onFolder = try RunFiles(reads: [], writes: [folder.path])
    #expect(throws: ByteError.system(.create, path: folder.path, .isFolder)) {
      try onFolder.open(folder.path)
    }
  }

  @Test func `a folder of outputs is made with them and goes with them`() throws {
    let place = folder.file("made/below")
    for isCommitted in [false, true] {
      let files = try RunFiles(reads: [], writes: ["\(place)/a", "\(place)/b"], into: place)
      #expect(try folder.names().isEmpty)
      try files.write(Array("x".utf8), to: "\(place)/a")
      try files.write(Array("y".utf8), to: "\(place)/b")
      if isCommitted { try files.commit() } else { files.discard() }
      #expect(FileSystem.isTaken("\(place)/a") == isCommitted)
      #expect(try folder.names() == (isCommitted ? ["made"] : []))
    }
    // What was there before stays.
    let again = try RunFiles(reads: [], writes: ["\(place)/c"], into: place)
    try again.write(Array("z".utf8), to: "\(place)/c")
    again.discard()
    #expect(FileSystem.entries(of: place).map(\.name).sorted() == ["a", "b"])
  }

  @Test func `a folder of outputs that is a file is refused before anything is opened`() throws {
    let path = "\(folder.path)/file"
    try Data("text".utf8).write(to: URL(filePath: path))
    #expect(throws: ByteError.system(.create, path: path, .notFolder)) {
      try RunFiles(reads: [], writes: ["\(path)/a"], into: path)
    }
  }

  @Test func `devices are written to directly, and a full one is an error`() throws {
    let files = try RunFiles(reads: [], writes: ["/dev/null", "/dev/full"])
    try files.write(Array("x".utf8), to: "/dev/null")
    #expect(throws: ByteError.system(.write, path: "/dev/full", .noSpace)) {
      try files.write(Array("x".utf8), to: "/dev/full")
    }
  }

  @Test func `a closed pipe is an error with a case of its own`() throws {
    Signal.closedPipe.ignore()
    mkfifo(folder.file("pipe"), 0o600)
    let reader = try FileDescriptor.open(folder.file("pipe"), for: .reading, .doesNotBlock)
    let files = try plan(writes: ["pipe"])
    let sink = try files.open(folder.file("pipe"))
    reader.close()
    #expect(throws: ByteError.closedPipe) { try sink.write(whole: Array("x".utf8)) }
  }

  /// Writers of one name at once: one wins, the others hear of it, and no file is a mixture.
  @Test func `of many who make one file at once, one succeeds`() async throws {
    let path = folder.file("a")
    let winners = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<16 {
        group.addTask {
          guard let files = try? RunFiles(reads: [], writes: [path]) else { return nil }
          let bytes = [UInt8](repeating: UInt8(number), count: 10_000)
          guard (try? files.write(bytes, to: path)) != nil else { return nil }
          return (try? files.commit()) == nil ? nil : number
        }
      }
      var winners: [Int] = []
      for await winner in group { if let winner { winners.append(winner) } }
      return winners
    }
    let bytes = try folder.bytes(of: "a")
    #expect(bytes.count == 10_000)
    #expect(Set(bytes).count == 1)
    #expect(winners.contains(Int(bytes[0])))
    #expect(try folder.names() == ["a"])
  }
}
