import Foundation
import LabelStore
import Platform
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

  @Test func `a name that resembles a known one is refused, any other is told`() throws {
    let session = try SessionUnderTest(count: 2)
    // Those who are named together are all new, however much alike.
    var server = try session.serve(["anna", "anne"])
    #expect(server.tokens.keys.sorted() == ["anna", "anne"])
    let first = try #require(server.stop(by: .terminate))
    #expect(!first.errors.contains("is new"), "\(first.errors)")
    for option in ["--annotator", "--adjudicator", "--manager"] {
      let slip = try CommandLineTool.run(
        ["serve", session.name, "--port", "0", "--annotator", "max", option, "anan"],
        in: session.folder
      )
      #expect(slip.exitCode == 1 && !slip.output.contains("token of"))
      #expect(slip.errors.contains("the session has no annotator 'anan'\n"), "\(slip.errors)")
      #expect(slip.errors.contains("help: did you mean 'anna'? "))
    }
    server = try session.serve(["anna", "max"], options: ["--manager", "max"])
    #expect(Array(server.tokens.keys) == ["max"])
    let said = try #require(server.stop(by: .terminate)).errors
    #expect(said.components(separatedBy: "annotator 'max' is new to reviews.session\n").count == 2)
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    #expect(try engine.annotators().map(\.name) == ["anna", "anne", "max"])
  }
}
