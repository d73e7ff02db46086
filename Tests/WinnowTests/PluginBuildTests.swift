import Foundation
import struct LabelingCore.SeededGenerator
import Platform
import TestSupport
import Testing

/// A plugin is of its sources, all of them, however it comes to be built.
@Suite(.serialized)
struct PluginBuildTests {
  private let task: LayeredTask
  private let folder: ScratchFolder

  init() throws {
    task = try LayeredTask()
    folder = try ScratchFolder()
  }

  @Test func `a change of any target that the task uses is a change of the task`() throws {
    #expect(try task.votes(in: folder) == ["large", "large"])
    try task.setLimits(near: 60, far: 10)
    #expect(try task.votes(in: folder) == ["small", "large"])
    try task.setLimits(near: 60, far: 60)
    #expect(try task.votes(in: folder) == ["small", "small"])
    // Also a file that no plan has named yet.
    try task.addNear("extension Int { public static var less: Int { 1 } }\n")
    let built = try CommandLineTool.run(["build", task.path], in: folder, within: 900)
    #expect(built.errors.contains("building task 'Layered'"))
    let again = try CommandLineTool.run(["build", task.path], in: folder, within: 900)
    #expect(again.exitCode == 0 && !again.errors.contains("building task"))
  }

  @Test func `builds of one task wait for each other, and all have it`() throws {
    _ = try task.votes(in: folder)
    for name in try task.plugins() {
      FileSystem.remove("\(task.path)/.winnow/plugins/\(name)")
    }
    let running = try (0..<8).map { _ in
      try CommandLineTool.start(["build", task.path], in: folder)
    }
    let results = try running.map { try $0.result(within: 900) }
    #expect(results.allSatisfy { $0.exitCode == 0 }, "\(results.map(\.errors))")
    #expect(Set(results.map(\.output)).count == 1)
    #expect(try task.plugins().count == 1)
  }

  @Test(arguments: 1...2)
  func `sources that change while they are compiled are compiled again`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    _ = try task.votes(in: folder)
    try task.setNear(20)
    let running = try CommandLineTool.start(["build", task.path], in: folder)
    try running.wait(for: "building task")
    // From now on the compiler may have read the file, or not.
    SystemClock.sleep(for: .microseconds(Int.random(in: 0...600_000, using: &generator)))
    try task.setNear(60)
    #expect(try running.result(within: 900).exitCode == 0)
    #expect(try task.votes(in: folder) == ["small", "large"])
    try task.setNear(20)
    #expect(try task.votes(in: folder) == ["large", "large"])
  }

  @Test(arguments: 1...2)
  func `a build that was killed stands in nobody's way and leaves nothing`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    _ = try task.votes(in: folder)
    try task.setNear(60 + Int(seed))
    let running = try CommandLineTool.start(["build", task.path], in: folder)
    try running.wait(for: "building task")
    SystemClock.sleep(for: .microseconds(Int.random(in: 0...900_000, using: &generator)))
    running.send(.kill)
    _ = try running.result(within: 60)
    // As a process that was killed while it copied would leave it.
    let plugins = "\(task.path)/.winnow/plugins"
    try folder.write("half", to: "half")
    try FileManager.default.copyItem(
      atPath: "\(folder.path)/half",
      toPath: "\(plugins)/Layered-0123.so.partial-77"
    )
    try task.setNear(61 + Int(seed))
    #expect(try task.votes(in: folder) == ["small", "large"])
    #expect(try task.plugins().count == 1)
  }
}
