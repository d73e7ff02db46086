import LabelStore
import Sessions
import Testing

/// A server that cannot start says why, and has changed nothing.
struct ServerStartTests {
  @Test(
    arguments: [
      (["--annotator", "eve", "--host", "300.1.1.1"], "there is no host '300.1.1.1'"),
      (
        ["--annotator", "eve", "--tls-cert", "none.pem", "--tls-key", "none.pem"],
        "none.pem: error: the file holds no certificate"
      ),
      (["--new-token", "adda", "--annotator", "ada"], "did you mean 'ada'?"),
    ]
  )
  func `a server that cannot start says why`(arguments: [String], words: String) throws {
    let session = try SessionUnderTest(count: 2)
    let result = try CommandLineTool.run(
      ["serve", session.name, "--port", "0"] + arguments,
      in: session.folder
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.contains("help: "), "\(result.errors)")
    // Where it is known before, nobody is added and no token is shown.
    guard !arguments.contains("--host") else { return }
    #expect(!result.output.contains("token of"))
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    #expect(try engine.annotators().isEmpty)
  }
}
