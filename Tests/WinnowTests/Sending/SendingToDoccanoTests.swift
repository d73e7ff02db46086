import Foundation
import Synchronization
import TestSupport
import Testing

/// `winnow session export --send-to` and a doccano that the tests play.
struct SendingToDoccanoTests {
  private let sending: SendingFolder

  init() throws { sending = try SendingFolder(annotators: ["anna", "Anna", "Ben Ö"]) }

  private func send(_ doccano: FakeDoccano, _ options: String = "") throws -> CommandResult {
    try sending.send(to: doccano.address, as: "doccano", options)
  }

  @Test func `one command creates members and sends all that people said`() throws {
    let doccano = try FakeDoccano()
    let sent = try send(doccano, "--create-users")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(
      sent.errorLines == [
        "sent to doccano, project 3: 4 documents, 4 labels",
        "users: 3 created, 0 there already",
        "kept in '_winnow', which doccano does not show and an import reads: 8 answers, 3 skips, "
          + "1 refusal, 12 times, 12 durations, 1 note, 1 flag",
        "doccano gives 4 labels to 'manager', whose token it is; who answered is in '_winnow'",
      ]
    )
    // Each new user signs in with what is printed here and nowhere else.
    #expect(sent.outputLines.count == 3)
    #expect(sent.outputLines.allSatisfy { $0.contains(/', whose password is \w{16}$/) })
    let names = doccano.state.withLock(\.users)
    #expect(names.count == 4 && Set(names.map { $0.lowercased() }).count == 4, "\(names)")
    // doccano takes names in other capitals for the same, and the session does not.
    #expect(names.count { $0.contains(/^[aA]nna-[0-9a-f]{6}$/) } == 2, "\(names)")
    #expect(doccano.state.withLock(\.members) == [1, 2, 3, 4])
    let again = try send(doccano, "--create-users")
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.errors.contains("not sent again: 4 documents that the project has already"))
    #expect(again.errors.contains("users: 0 created, 3 there already"))
    #expect(doccano.records.count == 4 && doccano.state.withLock(\.users) == names)
    // And back.
    let lines = doccano.state.withLock(\.records).map { String(decoding: $0, as: UTF8.self) }
    try sending.folder.write(lines.map { $0 + "\n" }.joined(), to: "back.jsonl")
    try sending.start("b.session")
    try sending.succeed("session import b.session back.jsonl")
    #expect(try sending.answers(of: "b.session") == sending.answers(of: "s.session"))
  }

  @Test func `a name and a password are as good as a token`() throws {
    let doccano = try FakeDoccano()
    try sending.folder.write(FakeDoccano.login + "\n", to: "login.txt")
    let sent = try send(doccano, "--token-file login.txt")
    #expect(sent.exitCode == 0 && doccano.records.count == 4, "\(sent.errors)")
    try sending.folder.write("manager:guess", to: "login.txt")
    let refused = try send(doccano, "--token-file login.txt")
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors.hasPrefix("login.txt: error: doccano refuses the name and password (400: ")
    )
    try sending.folder.write("guess", to: "guess.txt")
    let token = try send(doccano, "--token-file guess.txt")
    #expect(
      token.errors.hasPrefix("guess.txt: error: doccano refuses the token (403: Invalid token.)")
    )
  }

  @Test func `what doccano cannot do is said before anything is sent`() throws {
    func refused(
      _ options: String = "",
      project: Int = 3,
      _ change: (inout FakeDoccano.State) -> Void
    ) throws -> String {
      let doccano = try FakeDoccano(change)
      let result = try sending.send(
        to: doccano.address,
        as: "doccano",
        project: project,
        options
      )
      #expect(result.exitCode == 1)
      #expect(doccano.records.isEmpty && doccano.state.withLock(\.users) == ["manager"])
      return result.errors
    }
    let staff = try refused("--create-users") { $0.isStaff = false }
    #expect(staff.contains("doccano lets only its staff create users, and 'manager' is not among"))
    let type = try refused { $0.type = "SequenceLabeling" }
    #expect(type.contains("project 3 of doccano is of the type 'SequenceLabeling'"))
    let queue = try refused { $0.queue = "unavailable: no worker" }
    #expect(queue.contains("the queue of doccano, which imports documents, does not answer"))
    let project = try refused(project: 9) { _ in }
    #expect(project.contains("doccano has no project 9 that the account of the token sees"))
    #expect(project.contains("there are 3 'Reviews'"))
    let failure = try refused { $0.failure = "no text" }
    #expect(failure.contains("error: doccano refuses 1 document: no text\n"))
    #expect(failure.contains("note: 0 of 4 documents have arrived; "))
    try sending.folder.write("annotator,user\nanna,an na\n", to: "users.csv")
    let name = try refused("--users users.csv --create-users") { _ in }
    #expect(name.contains("error: 'an na' cannot be a user of doccano\n"))
    let studio = try FakeLabelStudio()
    let kind = try sending.send(to: studio.address, as: "doccano")
    #expect(kind.errors.contains("\(studio.address) is Label Studio, not doccano\n"))
  }

  @Test(arguments: [
    ("-o x.json --format label-studio --project 3", "'--project' has no effect here"),
    ("-o x.json --format label-studio --create-users", "'--create-users' has no effect here"),
    ("", "say where the export goes"),
    ("--send-to http://h -o x.json --format doccano", "'--send-to' and '--output' exclude"),
    ("--send-to http://h", "'--send-to http://h' needs the program's format"),
    ("--send-to http://h --format prodigy", "'--send-to http://h' needs the program's format"),
    ("--send-to http://h --format doccano --project 3", "needs a project and a token"),
    (
      "--send-to http://h --format doccano --project 3 --token-file doccano.token --users u.csv",
      "'--users' has no effect here"
    ),
  ])
  func `options that do not go together are wrong usage`(options: String, rule: String) throws {
    let result = try sending.run("session export s.session \(options)")
    #expect(result.exitCode == 64, "\(result.errors)")
    #expect(result.errors.contains(rule), "\(result.errors)")
  }
}
