import Platform
import Testing

struct ChildProcessTests {
  private func output(of launch: ChildProcess.Launch) throws -> (String, ChildProcess.Ending) {
    var launch = launch
    let pipe = try FileDescriptor.pipe()
    launch.output = pipe.writing
    let process = try ChildProcess(launch)
    pipe.writing.close()
    defer { pipe.reading.close() }
    var (text, bytes) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = try bytes.withUnsafeMutableBytes { try pipe.reading.read(into: $0) }
      if count == 0 { break }
      text += bytes[..<count]
    }
    return (String(decoding: text, as: UTF8.self), try process.wait())
  }

  @Test func `a program finds its folder, its environment and its descriptors`() throws {
    let file = try FileDescriptor.inMemory("passed on")
    defer { file.close() }
    try file.writeAll(Array("hello".utf8))
    try file.seek(to: 0)
    var launch = ChildProcess.Launch([
      "/bin/sh", "-c", "pwd; echo $WINNOW_PLATFORM_TEST; cat <&9; exit 3",
    ])
    launch.folder = "/usr"
    launch.environment = ["WINNOW_PLATFORM_TEST": "a=b"]
    launch.others = [(file, 9)]
    let (text, ending) = try output(of: launch)
    #expect(text == "/usr\na=b\nhello")
    #expect(ending == .exited(code: 3))
  }

  @Test func `a group is killed as a whole`() throws {
    var launch = ChildProcess.Launch(["/bin/sh", "-c", "sleep 1000 & wait"])
    launch.leadsGroup = true
    let process = try ChildProcess(launch)
    #expect(!process.hasEnded)
    process.killGroup()
    #expect(try process.wait() == .signaled(.kill))
    #expect(ChildProcess.Ending.signaled(.kill).exitCode == 137)
  }

  @Test func `a program that is not there is an error`() {
    #expect(throws: SystemError.notFound) {
      try ChildProcess(ChildProcess.Launch(["/nowhere/program"]))
    }
  }
}
