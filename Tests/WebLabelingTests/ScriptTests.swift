import Foundation
import TestSupport
import Testing
import WebLabeling

/// The scripts of the pages, tested by Node without a browser: `Scripts/*.test.mjs`.
@Suite(.enabled(if: Executable.path(of: "node") != nil, "'make setup-tests' installs Node"))
struct ScriptTests {
  private static let node = Executable.path(of: "node")
  private static let folder = PackageFolder.path("Tests/WebLabelingTests/Scripts")

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".test.mjs") }.sorted()
  }()

  @Test(arguments: files)
  func `the scripts do what their tests say`(file: String) throws {
    let scratch = try ScratchFolder()
    let output = try scratch.write("", to: "output")
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.node))
    process.arguments = ["--test", "\(Self.folder)/\(file)"]
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let hasEnded = eventually { !process.isRunning }
    if !hasEnded { process.terminate() }
    process.waitUntilExit()
    let said = try scratch.text(of: "output")
    #expect(hasEnded && process.terminationStatus == 0, "\(said)")
    // A file without tests would pass.
    #expect(!said.contains(" tests 0\n"), "\(said)")
  }

  @Test func `the scripts are tested with the keys that the server gives them`() throws {
    let keys = try String(contentsOfFile: "\(Self.folder)/keys.json", encoding: .utf8)
    #expect(keys == KeyMap.json + "\n")
  }

  @Test func `every script is loaded by a test`() throws {
    let assets = PackageFolder.path("Sources/WebLabeling/Assets")
    let scripts = try FileManager.default.contentsOfDirectory(atPath: assets)
      .filter { $0.hasSuffix(".js") }
    #expect(!scripts.isEmpty)
    let tests = try Self.files.map {
      try String(contentsOfFile: "\(Self.folder)/\($0)", encoding: .utf8)
    }.joined()
    for script in scripts {
      let name = script.dropLast(".js".count)
      #expect(tests.contains("script: \"\(name)\"") || tests.contains("load(\"\(name)\")"))
    }
  }
}
