import Foundation
import TestSupport
import Testing

/// What a beginner mistypes or leaves out in commands of sessions.
struct SessionSlipTests: SessionCommandSuite {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func names() throws -> [String] {
    let listed = try run("session annotators s.session --json")
    let rows = try JSONSerialization.jsonObject(with: Data(listed.outputBytes)) as? [[String: Any]]
    return rows?.compactMap { $0["name"] as? String } ?? []
  }

  // MARK: - Names

  @Test func `a name that resembles a known one is refused, any other is told once`() throws {
    try start()
    let first = try run("session resume s.session --annotator anna --lines", keys: ["neg"])
    #expect(!first.errors.contains("is new"), "whoever comes first is no news")
    for options in ["", "--adjudicate", "--skipped"] {
      let slip = try run("session resume s.session --annotator anan --lines \(options)")
      #expect(slip.exitCode == 1)
      #expect(slip.errors.contains("s.session: error: the session has no annotator 'anan'\n"))
      #expect(
        slip.errors.contains(
          "help: did you mean 'anna'? 'winnow session annotators SESSION --add anan' adds somebody new"
        )
      )
    }
    #expect(try names() == ["anna"])
    for name in ["max", "anna2"] {
      let new = try run("session resume s.session --annotator \(name) --lines", keys: ["q"])
      #expect(new.errors.hasPrefix("annotator '\(name)' is new to s.session\n"))
      let known = try run("session resume s.session --annotator \(name) --lines", keys: ["q"])
      #expect(!known.errors.contains("is new"))
    }
    #expect(try run("session annotators s.session --add anan").exitCode == 0)
    #expect(try run("session resume s.session --annotator anan --lines").exitCode == 0)
  }

  @Test func `an annotator who has done nothing is removed`() throws {
    try start()
    _ = try run("session resume s.session --annotator anna --lines", keys: ["neg"])
    #expect(try run("session annotators s.session --add anan").exitCode == 0)
    let removed = try run("session annotators s.session --remove anan --rename anna=anan")
    #expect(removed.exitCode == 0, "\(removed.errors)")
    #expect(try names() == ["anan"])
    let refused = try run("session annotators s.session --remove anan --add ben")
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("annotator 'anan' has worked on the session"))
    #expect(try names() == ["anan"])
  }

  @Test(arguments: [
    ("--pause anna --resume anna", "'--pause anna' and '--resume anna' exclude each other"),
    ("--remove anna --pause anna", "'--remove anna' and '--pause anna' exclude each other"),
    ("--remove anna --role anna=manager", "'--remove anna' goes without other changes of 'anna'"),
    ("--add max --role manager --role annotator", "those who are added have one role"),
    ("--role anna=manager --role anna=annotator", "'--role' names 'anna' twice"),
    ("--rename anna=a --rename anna=b", "'--rename' names 'anna' twice"),
  ])
  func `changes of which one would do nothing are refused`(options: String, rule: String) throws {
    try start()
    _ = try run("session annotators s.session --add anna")
    let result = try run("session annotators s.session \(options)")
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("error: \(rule)"), "\(result.errors)")
    #expect(result.errors.contains("\nhelp: "), "\(result.errors)")
    #expect(try names() == ["anna"])
    let again = try run("session annotators s.session --add anna")
    #expect(again.errors == "annotator 'anna' is in the session already\n")
  }

  // MARK: - Files

  @Test(arguments: ["id,text\n", "", "{\"id\":1,\"text\":\"a\"}\n"])
  func `a corpus without documents starts no session`(text: String) throws {
    // JSON in a file of CSV is a header without rows.
    try folder.write(text, to: "c.csv")
    let result = try run("session start c.csv --classes a,b -o s.session --no-ask")
    #expect(result.exitCode == 1, "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/s.session"))
    guard text.hasPrefix("id") else { return }
    #expect(result.errors.contains("c.csv: error: the corpus has no documents\nhelp: "))
  }

  @Test(arguments: [
    "session start adir --classes a,b -o x.session", "session start c.jsonl --classes a,b -o adir",
    "session resume adir", "session status adir", "session set adir --overlap 2",
    "session annotators adir", "session annotators adir --add ada", "session export adir -o x.csv",
    "session import adir a.csv", "serve adir", "convert adir x.jsonl",
  ])
  func `a folder in the place of a file is told as one`(line: String) throws {
    try start()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/adir",
      withIntermediateDirectories: true
    )
    try folder.write("item,worker,label\nd0,ada,neg\n", to: "a.csv")
    let result = try run(line)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains(": is a directory\nhelp: name "), "\(result.errors)")
    #expect(!result.errors.contains("permission") && !result.errors.contains("disk"))
  }

  @Test func `answers are written as the suffix says, and read again`() throws {
    try start()
    try folder.write(
      "item,worker,label,rejected,time,seconds\nd0,anna,neg,,2024-05-01T10:00:00Z,1.5\n"
        + "d1,anna,,,2024-05-01T10:00:01Z,\nd2,ben,,neg,2024-05-01T10:00:02Z,\n",
      to: "a.csv"
    )
    #expect(try run("session import s.session a.csv").exitCode == 0)
    let lines = try run("session export s.session --answers -o x.jsonl")
    #expect(lines.errors == "3 records → x.jsonl\n")
    #expect(
      try folder.text(of: "x.jsonl").hasPrefix(
        #"{"item":"d0","worker":"anna","label":"neg","time":"2024-05-01T10:00:00.000Z","seconds":1.5}"#
          + "\n"
      )
    )
    #expect(try run("session export s.session --answers -o x.tsv").exitCode == 0)
    #expect(try folder.text(of: "x.tsv").hasPrefix("item\tworker\tlabel\t"))
    #expect(try run("session export s.session --answers -o x.csv").exitCode == 0)
    for suffix in ["jsonl", "tsv", "csv"] {
      let known = try run("session import s.session x.\(suffix)")
      let summary = "x.\(suffix) (\(suffix)): 0 answers added, 3 known already"
      #expect(known.errors.contains(summary), "\(known.errors)")
    }
    let refused = try run("session export s.session --answers -o x.xml")
    #expect(refused.exitCode == 64 && refused.errors.contains("--answers writes csv, tsv or jsonl"))
  }

  // MARK: - Usage

  @Test(arguments: [
    "session set s.session", "session resume s.session --adjudicate --skipped", "session bogus",
    "session export s.session --answers --labels -o x.csv", "drift", "drift c.jsonl", "fit --bogus",
    "diff 1 2 3", "evaluate a b c d", "session resume s.session --bogus",
  ])
  func `wrong usage comes with help`(line: String) throws {
    let result = try run(line)
    #expect(result.exitCode == 64, "\(result.errors)")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("error: ") == true)
    #expect(lines.count { $0.hasPrefix("help: ") } == 1, "\(result.errors)")
  }

  @Test func `a comparison of which one half is missing says what belongs to it`() throws {
    try start()
    let one = try run("drift Comments")
    #expect(one.errors.contains("only 'Comments' is named\nhelp: write 'winnow drift TASK OLD"))
    for corpus in ["c.jsonl", "missing.jsonl"] {
      let two = try run("drift Comments \(corpus)")
      #expect(two.exitCode == 64)
      #expect(
        two.errors.contains("there is no file of votes 'Comments', and a task needs two corpora")
      )
    }
    for name in ["p.png", "p.csv"] {
      let picture = try run("drift a.csv b.csv --plot \(name)")
      #expect(picture.exitCode == 64)
      #expect(
        picture.errors
          == "error: invalid value '\(name)' for '--plot'\nhelp: pictures are SVG; name it 'p.svg'\n"
      )
    }
  }

  @Test func `an option that does nothing is refused with the usage of its command`() throws {
    try start()
    try folder.write("item,worker,label\nd0,ada,neg\n", to: "a.csv")
    let idle = try run("session import s.session a.csv --overlap 2")
    #expect(idle.exitCode == 64)
    #expect(
      idle.errors.hasPrefix(
        "error: '--overlap' has no effect here\n"
          + "help: it goes with a new session, and 's.session' exists\n"
          + "usage: winnow session import "
      ),
      "\(idle.errors)"
    )
    let other = try run("session start c.jsonl --classes a,b -o t.session --no-ask --annotator ada")
    #expect(other.exitCode == 64)
    #expect(
      other.errors.hasPrefix(
        "error: '--annotator' has no effect with '--no-ask'\nhelp: leave one of them out\n"
      ),
      "\(other.errors)"
    )
    let task = try run("worker")
    #expect(task.exitCode == 64)
    #expect(task.errors == "error: there is no task\nhelp: name one; only a bundle has its own\n")
  }
}
