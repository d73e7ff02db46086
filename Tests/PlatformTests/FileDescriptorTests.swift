import Platform
import TestSupport
import Testing

struct FileDescriptorTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func `what is written can be read back, from any offset`() throws {
    let path = "\(folder.path)/file"
    let file = try FileDescriptor.open(path, for: .readingAndWriting, .createNew)
    defer { file.close() }
    try file.writeAll(Array("one two three".utf8))
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 4) }
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == "two three")
    try file.seek(to: 8)
    #expect(file.offset == 8)
    #expect(try FileSystem.contents(of: path) == Array("one two three".utf8))
    #expect(try FileStatus(of: file).byteCount == 13)
  }

  @Test func `errors are those of the system`() throws {
    let path = try folder.write("text", to: "file")
    #expect(throws: SystemError.notFound) {
      try FileDescriptor.open("\(folder.path)/nothing", for: .reading)
    }
    #expect(throws: SystemError.exists) {
      try FileDescriptor.open(path, for: .writing, .createNew)
    }
    #expect(throws: SystemError.notFolder) {
      try FileDescriptor.open(path, for: .reading, .isFolder)
    }
    #expect("\(SystemError.notFound)" == "no such file or directory")
  }

  @Test func `a pipe is readable when something was written, and ends when it is closed`() throws {
    let pipe = try FileDescriptor.pipe()
    defer { pipe.reading.close() }
    #expect(!pipe.reading.isReadable(within: .zero))
    #expect(FileDescriptor.wait(toRead: [pipe.reading, nil], upTo: .zero) == .timedOut)
    try pipe.writing.writeAll([7])
    #expect(FileDescriptor.wait(toRead: [nil, pipe.reading]) == .readable([false, true]))
    pipe.writing.close()
    var bytes = [UInt8](repeating: 0, count: 4)
    #expect(try bytes.withUnsafeMutableBytes { try pipe.reading.read(into: $0) } == 1)
    #expect(try bytes.withUnsafeMutableBytes { try pipe.reading.read(into: $0) } == 0)
    #expect(bytes[0] == 7)
  }

  @Test func `a pipe whose reader has gone says so`() throws {
    Signal.closedPipe.ignore()
    let pipe = try FileDescriptor.pipe()
    pipe.reading.close()
    defer { pipe.writing.close() }
    #expect(throws: SystemError.closedPipe) { try pipe.writing.writeAll([1]) }
  }

  @Test func `a file without a name gets one that nothing has, and no other`() throws {
    let file = try FileDescriptor.nameless(in: folder.path)
    defer { file.close() }
    #expect(file.isNameless)
    let taken = try folder.write("old", to: "taken")
    #expect(throws: SystemError.exists) { try file.name(taken) }
    try file.name("\(folder.path)/new")
    #expect(!file.isNameless)
    #expect(FileSystem.isTaken("\(folder.path)/new"))
  }

  @Test func `only one opening holds an exclusive lock`() throws {
    let path = try folder.write("", to: "lock")
    let first = try FileDescriptor.open(path, for: .reading)
    let second = try FileDescriptor.open(path, for: .reading)
    defer { second.close() }
    #expect(first.lockIfFree(.exclusive))
    #expect(!second.lockIfFree(.shared))
    first.close()
    #expect(second.lockIfFree(.shared))
  }

  @Test func `names are exchanged, and a new name replaces nothing`() throws {
    let (one, two) = (try folder.write("1", to: "one"), try folder.write("2", to: "two"))
    try FileSystem.exchange(one, two)
    #expect(try FileSystem.contents(of: one) == Array("2".utf8))
    #expect(throws: SystemError.exists) { try FileSystem.rename(one, toNew: two) }
    try FileSystem.rename(one, toNew: "\(folder.path)/three")
    #expect(!FileSystem.isTaken(one))
    let names = FileSystem.entries(of: folder.path).map(\.name).sorted()
    #expect(names == ["three", "two"])
  }

  @Test func `a mapping follows its file`() throws {
    let file = try FileDescriptor.inMemory("test")
    defer { file.close() }
    try file.resize(to: 4096)
    let memory = try MappedMemory(file, .shared)
    memory.bytes.storeBytes(of: 41, as: UInt8.self)
    try file.resize(to: 1 << 20)
    try memory.follow(to: 1 << 20)
    (memory.bytes + (1 << 20) - 1).storeBytes(of: 42, as: UInt8.self)
    var bytes = [UInt8](repeating: 0, count: 1)
    _ = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
    #expect(bytes == [41])
    _ = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: (1 << 20) - 1) }
    #expect(bytes == [42])
  }
}
