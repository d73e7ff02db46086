import Foundation
import Synchronization
import TestSupport
import Testing

/// `winnow session export --send-to` and a Label Studio that the tests play.
struct SendingToLabelStudioTests {
  private let sending: SendingFolder

  init() throws { sending = try SendingFolder() }

  private func send(_ studio: FakeLabelStudio, _ options: String = "") throws -> CommandResult {
    try sending.send(to: studio.address, as: "label-studio", options)
  }

  /// The number of the user who gave each annotation, and the annotator it is from.
  private func authors(of studio: FakeLabelStudio) throws -> Set<String> {
    var found: Set<String> = []
    for task in studio.tasks {
      let data = try #require(task["data"] as? [String: Any])
      let own = try #require(data["_winnow"] as? [String: Any])
      let answers = try #require(own["answers"] as? [[String: Any]])
      for (answer, annotation) in zip(answers, task["annotations"] as? [[String: Any]] ?? []) {
        let number = annotation["completed_by"] as? Int ?? 0
        found.insert("\(answer["annotator"] ?? "") \(studio.addresses[number - 1])")
      }
    }
    return found
  }

  @Test func `one command creates the users and sends all that people said`() throws {
    let studio = try FakeLabelStudio { state in
      state.users.append(["id": "2", "email": "ada@example.org"])
    }
    let sent = try send(studio, "--create-users")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(
      sent.errorLines.prefix(3) == [
        "sent to Label Studio, project 3: 4 documents, 8 answers, 3 skips, 12 durations",
        "users: 2 created, 1 there already",
        "kept in '_winnow', which Label Studio does not show and an import reads: 12 times, "
          + "1 refusal, 1 note, 1 flag",
      ]
    )
    #expect(sent.outputLines.count == 2 && sent.output.contains("'j.smith@winnow.local'"))
    let people = try authors(of: studio)
    #expect(people.count == 3, "\(people)")
    #expect(
      people.isSuperset(of: ["j.smith j.smith@winnow.local", "ada@example.org ada@example.org"])
    )
    // A name that is no address becomes one, and stays to be seen.
    let ben = try #require(studio.state.withLock { $0.users.last { $0["first_name"] == "Ben Ö" } })
    #expect(ben["email"]?.wholeMatch(of: /ben-[0-9a-f]{6}@winnow\.local/) != nil)
  }

  @Test func `a repeated command sends only what is missing, and creates nobody again`() throws {
    let studio = try FakeLabelStudio()
    #expect(try send(studio, "--create-users").exitCode == 0)
    let (users, tasks) = (studio.addresses, studio.tasks.count)
    let again = try send(studio, "--create-users")
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.errors.contains("sent to Label Studio, project 3: nothing\n"))
    #expect(again.errors.contains("not sent again: 4 documents that the project has already"))
    #expect(again.errors.contains("users: 0 created, 3 there already"))
    #expect(again.output.isEmpty)
    #expect(studio.addresses == users && studio.tasks.count == tasks)
  }

  @Test func `it comes back as it was, and what users do there is their annotators'`() throws {
    let studio = try FakeLabelStudio()
    #expect(try send(studio, "--create-users").exitCode == 0)
    var tasks = studio.tasks
    let back = try JSONSerialization.data(withJSONObject: tasks)
    try sending.folder.write(Array(back), to: "back.json")
    try sending.start("b.session")
    try sending.succeed("session import b.session back.json")
    #expect(try sending.answers(of: "b.session") == sending.answers(of: "s.session"))
    // The user of j.smith corrects the first answer, and nobody has to say who that is.
    let number = try #require(studio.addresses.firstIndex(of: "j.smith@winnow.local")) + 1
    let smith = try #require(
      tasks.firstIndex { task in
        (task["annotations"] as? [[String: Any]] ?? []).contains {
          $0["completed_by"] as? Int == number && ($0["result"] as? [Any])?.isEmpty == false
        }
      }
    )
    var annotations = try #require(tasks[smith]["annotations"] as? [[String: Any]])
    let index = try #require(annotations.firstIndex { $0["completed_by"] as? Int == number })
    var result = try #require(annotations[index]["result"] as? [[String: Any]])
    result[0]["value"] = ["choices": ["neg"]]
    annotations[index]["result"] = result
    annotations[index]["updated_at"] = "2026-06-01T10:00:00Z"
    tasks[smith]["annotations"] = annotations
    let corrected = try JSONSerialization.data(withJSONObject: tasks)
    try sending.folder.write(Array(corrected), to: "corrected.json")
    try sending.succeed("session import b.session corrected.json")
    let changed = try sending.answers(of: "b.session")
      .subtracting(sending.answers(of: "s.session"))
    #expect(changed.count == 1 && changed.first?.hasSuffix(" j.smith neg") == true, "\(changed)")
  }

  @Test func `numbers of another Label Studio say nothing about who answered`() throws {
    let studio = try FakeLabelStudio()
    #expect(try send(studio, "--create-users").exitCode == 0)
    var tasks = studio.tasks
    for index in tasks.indices {
      var annotations = tasks[index]["annotations"] as? [[String: Any]] ?? []
      for place in annotations.indices { annotations[place]["completed_by"] = 1 }
      var added = annotations[0]
      added["import_id"] = NSNull()
      added["completed_by"] = 2
      added["result"] = [
        [
          "id": "x", "from_name": "label", "to_name": "text", "type": "choices",
          "value": ["choices": ["pos"]],
        ] as [String: Any]
      ]
      added["was_cancelled"] = false
      tasks[index]["annotations"] = annotations + [added]
    }
    let data = try JSONSerialization.data(withJSONObject: tasks)
    try sending.folder.write(Array(data), to: "other.json")
    try sending.start("b.session")
    try sending.succeed("session import b.session other.json")
    let added = try sending.answers(of: "b.session").subtracting(sending.answers(of: "s.session"))
    #expect(added == ["d0 2 pos", "d1 2 pos", "d2 2 pos", "d3 2 pos"])
  }

  @Test func `without users the answers are the importing user's, and it is said`() throws {
    let studio = try FakeLabelStudio()
    let sent = try send(studio)
    #expect(sent.exitCode == 0)
    #expect(
      sent.errors.contains(
        "Label Studio gives 12 answers to the user whose token it is; their annotators are in "
          + "'_winnow', and '--create-users' makes users of them\n"
      )
    )
    #expect(studio.addresses.count == 1)
  }

  @Test func `a table names users, and one that is not there stops the command`() throws {
    let studio = try FakeLabelStudio()
    try sending.folder.write(
      "annotator,user\nj.smith,john@example.org\nBen Ö,1\nmia,mia@example.org\n",
      to: "users.csv"
    )
    let refused = try send(studio, "--users users.csv")
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors == """
        error: Label Studio has no user 'john@example.org', whom annotator 'j.smith' is in the table
        help: add '--create-users', or correct the table

        """
    )
    #expect(studio.tasks.isEmpty && studio.addresses.count == 1)
    let sent = try send(studio, "--users users.csv --create-users")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(
      Set(studio.addresses) == [
        "manager@example.org", "john@example.org", "ada@example.org", "mia@example.org",
      ]
    )
    #expect(try authors(of: studio).contains("Ben Ö manager@example.org"))
    // Only an address makes a user.
    try sending.folder.write("annotator,user\nj.smith,17\n", to: "users.csv")
    let number = try send(studio, "--users users.csv --create-users")
    #expect(number.errors.contains("has no user '17', and a new one needs an address"))
  }

  @Test(arguments: [500, 0])
  func `what fails in the middle says what has arrived, and a repetition sends the rest`(
    status: Int
  ) throws {
    let sending = try SendingFolder(count: 1203, annotators: ["anna"])
    let studio = try FakeLabelStudio { $0.failing = (2, status) }
    func send() throws -> CommandResult {
      try sending.send(to: studio.address, as: "label-studio", "--create-users")
    }
    let failed = try send()
    #expect(failed.exitCode == 1)
    let reason =
      status == 0
      ? "does not answer: "
      : "error: Label Studio answers 'POST /api/projects/3/import' with 500: out of room\n"
    #expect(failed.errors.contains(reason), "\(failed.errors)")
    #expect(failed.errors.contains("note: annotator 'anna' is the new user 'anna@winnow.local'\n"))
    #expect(
      failed.errors.contains(
        "note: 500 of 1203 documents have arrived; whether some of the next 500 have, the project "
          + "shows\n"
      )
    )
    #expect(studio.tasks.count == 500)
    let again = try send()
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.errors.contains("not sent again: 500 documents"))
    #expect(again.errors.contains("500 of 703 documents have arrived\n"))
    let ids = studio.tasks.compactMap { ($0["data"] as? [String: Any])?["id"] as? String }
    #expect(ids.count == 1203 && Set(ids).count == 1203)
    #expect(studio.addresses.count == 2)
  }

  @Test func `users that were created before one was refused are named`() throws {
    let studio = try FakeLabelStudio { $0.refusedUser = 3 }
    let result = try send(studio, "--create-users")
    #expect(result.exitCode == 1)
    #expect(
      result.errors.contains("Label Studio answers 'POST /api/users' with 402: no seat is left\n")
    )
    #expect(result.errors.contains(" is the new user '"))
    #expect(result.errors.contains("note: no document was sent\n"))
    #expect(studio.tasks.isEmpty && studio.addresses.count == 2)
  }

  @Test func `a wrong token, project or address is named, and nothing is sent`() throws {
    let studio = try FakeLabelStudio()
    try sending.folder.write("guess", to: "guess.token")
    let token = try send(studio, "--token-file guess.token")
    #expect(token.exitCode == 1)
    #expect(
      token.errors.hasPrefix(
        "guess.token: error: Label Studio refuses the token (401: Invalid token.)\nhelp: write a "
      )
    )
    let project = try sending.send(to: studio.address, as: "label-studio", project: 4)
    #expect(project.exitCode == 1)
    #expect(project.errors.contains("Label Studio has no project 4 that the account of the token"))
    #expect(project.errors.contains("there are 3 'Reviews'\n"))
    let doccano = try FakeDoccano()
    let kind = try sending.send(to: doccano.address, as: "label-studio")
    #expect(kind.exitCode == 1)
    #expect(kind.errors.contains("\(doccano.address) is doccano, not Label Studio\n"))
    let other = try ListeningServer { _ in .page(404) }
    let page = try sending.send(to: other.address, as: "label-studio")
    #expect(page.errors.contains("\(other.address) is not the address of Label Studio\n"))
    let below = try sending.send(to: "\(studio.address)/projects/3/data", as: "label-studio")
    #expect(below.errors.contains("/projects/3/data is not the address of Label Studio\n"))
    let moved = try ListeningServer { _ in
      .init(status: 301, headers: ["Location": "https://labels.example.org/"])
    }
    let redirect = try sending.send(to: moved.address, as: "label-studio")
    #expect(redirect.errors.contains("sends its clients to https://labels.example.org/\n"))
    #expect(studio.tasks.isEmpty)
  }

  @Test func `who does not answer, and a machine without curl, is an error`() throws {
    let port = try ListeningServer { _ in nil }.port
    let result = try sending.send(to: "http://127.0.0.1:\(port)", as: "label-studio")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("error: http://127.0.0.1:\(port) does not answer: "))
    #expect(result.errors.contains("help: start Label Studio, or correct the address after"))
    let line =
      "session export s.session --format label-studio --send-to http://127.0.0.1:\(port) "
      + "--project 3 --token-file label-studio.token"
    let bare = try sending.run(line, environment: ["PATH": "/nowhere"])
    #expect(bare.exitCode == 1)
    #expect(bare.errors.contains("error: 'curl' was not found, which sends the export\n"))
    for address in [
      "localhost:8080", "http://", "http://a b", "http://x:y@host", "http://h/p?tab=1",
    ] {
      let words = [
        "session", "export", "s.session", "--format", "label-studio", "--send-to", address,
        "--project", "3", "--token-file", "label-studio.token",
      ]
      let result = try CommandLineTool.run(words, in: sending.folder)
      #expect(result.exitCode == 1)
      #expect(result.errors.contains("'\(address)' is not an address to send to\n"))
    }
    try sending.folder.write(" \n", to: "empty.token")
    let empty = try sending.send(to: "http://h", as: "label-studio", "--token-file empty.token")
    #expect(empty.errors.hasPrefix("empty.token: error: the file has no token\n"))
  }

  @Test func `a token that others are made with is used again when one has expired`() throws {
    let studio = try FakeLabelStudio { $0.usesOfAccess = 3 }
    try sending.folder.write(FakeLabelStudio.signedToken, to: "signed.token")
    let sent = try send(studio, "--create-users --token-file signed.token")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(studio.tasks.count == 4 && studio.addresses.count == 4)
    #expect(studio.state.withLock(\.accessNumber) > 1)
    try sending.folder.write("an.other.one", to: "other.token")
    let refused = try send(studio, "--token-file other.token")
    #expect(refused.errors.hasPrefix("other.token: error: Label Studio refuses the token (401"))
  }

  @Test func `the question is called what the project calls it`() throws {
    let studio = try FakeLabelStudio { state in
      state.controls = [
        "topic": .init(object: "t", field: "review", choices: ["mail", "news"]),
        "mood": .init(object: "t", field: "review", choices: ["pos", "neutral", "neg"]),
      ]
    }
    #expect(try send(studio).exitCode == 0)
    let data = try #require(studio.tasks[0]["data"] as? [String: Any])
    #expect(data["review"] as? String == "text 0" && data["text"] == nil)
    let back = try JSONSerialization.data(withJSONObject: studio.tasks)
    try sending.folder.write(Array(back), to: "back.json")
    try sending.start("b.session")
    try sending.succeed("session import b.session back.json")
    #expect(try sending.answers(of: "b.session") == sending.answers(of: "s.session"))
    let results = studio.tasks.flatMap { $0["annotations"] as? [[String: Any]] ?? [] }
      .flatMap { $0["result"] as? [[String: Any]] ?? [] }
    #expect(results.count == 8)
    #expect(
      results.allSatisfy { $0["from_name"] as? String == "mood" && $0["to_name"] as? String == "t" }
    )
  }

  @Test func `a project that cannot ask the question is refused, an empty one asks it`() throws {
    let lacking = try FakeLabelStudio { state in
      state.controls = ["mood": .init(object: "text", field: "text", choices: ["pos"])]
    }
    let refused = try send(lacking)
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("error: the choices 'mood' of project 3 lack 'neg'\n"))
    let none = try FakeLabelStudio { $0.controls = [:] }
    #expect(try send(none).errors.contains("project 3 has no 'Choices' about a 'Text'\n"))
    let twice = try FakeLabelStudio { state in
      state.controls = [
        "a": .init(object: "text", field: "text"), "b": .init(object: "text", field: "text"),
      ]
    }
    #expect(try send(twice).errors.contains("several 'Choices' of project 3 have the session's"))
    #expect(lacking.tasks.isEmpty && none.tasks.isEmpty && twice.tasks.isEmpty)
    let empty = try FakeLabelStudio { state in
      state.controls = [:]
      state.interface = "<View></View>"
    }
    let sent = try send(empty)
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(
      sent.errors.contains("project 3 had no labeling interface; it asks for the classes now")
    )
    #expect(empty.state.withLock(\.interface).contains(#"<Choice value="neg"/>"#))
    #expect(empty.tasks.count == 4)
  }
}
