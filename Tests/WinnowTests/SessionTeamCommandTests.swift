import Foundation
import TestSupport
import Testing

/// Several people on one session in the terminal.
struct SessionTeamCommandTests: SessionCommandSuite {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func `what was skipped comes again, by option and by key`() throws {
    try start()
    let skips = [String](repeating: "s", count: 5)
    let ended = try run("session resume s.session --annotator anna --lines", keys: skips + ["q"])
    #expect(ended.output.contains("You skipped 5 of them: r asks about these again."))
    #expect(!ended.output.contains("thers"), "nobody else is there")
    let again = try run("session resume s.session --annotator anna --lines", keys: ["r", "neg"])
    #expect(again.output.contains(" is neg"))
    let option = try run(
      "session resume s.session --annotator anna --lines --skipped",
      keys: ["neg", "neg", "neg", "neg"]
    )
    #expect(option.errors.contains("4 answers, 5 of 5 documents answered"), "\(option.errors)")
  }

  @Test func `imported answers are one of several, and the others are asked for`() throws {
    try folder.write(
      (0..<5).map { #"{"id":"\#($0)","text":"text \#($0)","label":["pos"]}"# + "\n" }.joined(),
      to: "e.jsonl"
    )
    _ = try run("session import s.session e.jsonl --annotator anna --overlap 2 --classes neg,pos")
    let keys = [String](repeating: "neg", count: 5)
    let asked = try run("session resume s.session --annotator ben --lines", keys: keys)
    #expect(asked.errors.contains("5 answers, 5 of 5 documents answered"), "\(asked.errors)")
    #expect(asked.output.contains("Every document has its answers."))
  }

  @Test func `roles decide who settles, and a lone annotator needs none`() throws {
    try start("--overlap 2")
    _ = try run("session resume s.session --annotator anna --lines", keys: ["neg"])
    _ = try run("session resume s.session --annotator ben --lines", keys: ["pos"])
    let first = try run(
      "session resume s.session --annotator eve --adjudicate --lines",
      keys: ["neg"]
    )
    #expect(first.exitCode == 0 && first.output.contains("anna says neg"))
    let listed = try run("session annotators s.session")
    #expect(listed.output.contains("adjudicator"))
    let refused = try run("session resume s.session --annotator ben --adjudicate --lines")
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("annotator 'ben' is not an adjudicator"))
    let key = try run("session resume s.session --annotator ben --lines", keys: ["="])
    #expect(key.output.contains("only adjudicators settle"))
  }

  @Test func `a settlement that is taken back is made again, and no answer in its place`() throws {
    try start("--overlap 2")
    _ = try run("session resume s.session --annotator anna --lines", keys: ["neg"])
    _ = try run("session resume s.session --annotator ben --lines", keys: ["pos"])
    _ = try run("session annotators s.session --add eve --role adjudicator")
    let settle = ["=", "neg", "=", "u", "pos", "q"]
    let settled = try run("session resume s.session --annotator eve --lines", keys: settle)
    #expect(settled.errors.hasPrefix("0 answers"), "\(settled.errors)")
    #expect(try run("session status s.session").output.contains("disagreements:  1, 1 settled"))
    // The other way about: what comes back while settling is an answer.
    let answer = ["neg", "=", "u", "neg", "q"]
    let answered = try run("session resume s.session --annotator eve --lines", keys: answer)
    #expect(answered.errors.hasPrefix("1 answer, "), "\(answered.errors)")
  }

  @Test func `what was flagged is settled like a disagreement`() throws {
    try start("--overlap 2")
    _ = try run("session resume s.session --annotator anna --lines", keys: ["f", "neg"])
    let keys = ["pos", "q"]
    let settled = try run(
      "session resume s.session --annotator eve --adjudicate --lines",
      keys: keys
    )
    #expect(settled.output.contains("flagged by anna"), "\(settled.output)\(settled.errors)")
    #expect(settled.output.contains(" is pos\nThere is nothing left to settle."))
    let gold = try run("session export s.session -o -")
    #expect(gold.output.contains(",pos,adjudicated,1"), "\(gold.output)")
  }

  @Test func `what the session refuses is told, and the prompt goes on`() throws {
    try start("--blind")
    // Everybody settles, and in a blind session sees only what they have answered.
    let keys = ["=", "/ text", "/ text", "=", "neg", "q"]
    let told = try run("session resume s.session --annotator anna --lines", keys: keys)
    #expect(told.exitCode == 0, "\(told.errors)")
    #expect(told.output.contains("in a blind session only those who have answered a document see"))
    #expect(told.errors.hasPrefix("1 answer, "), "\(told.errors)")
  }

  @Test func `annotators are listed and changed, or nothing is when one is named wrongly`() throws {
    try start()
    let added = try run("session annotators s.session --add eve --role manager --add max --json")
    let rows = try JSONSerialization.jsonObject(with: Data(added.outputBytes)) as? [[String: Any]]
    #expect(rows?.compactMap { $0["role"] as? String } == ["manager", "manager"])
    let wrong = try run("session annotators s.session --pause eve --revoke maxx")
    #expect(wrong.exitCode == 1 && wrong.errors.contains("did you mean 'max'"))
    #expect(try !run("session annotators s.session").output.contains("yes"))
    let role = try run("session annotators s.session --role eve=king")
    #expect(role.exitCode == 64 && role.errors.contains("'king'"), "\(role.errors)")
    let taken = try run(
      "session annotators s.session --pause eve --rename eve=eva --rename max=eva"
    )
    #expect(taken.exitCode == 1 && taken.errors.contains("another annotator is called 'eva'"))
    let unchanged = try run("session annotators s.session").output
    #expect(unchanged.contains("eve") && !unchanged.contains("yes"))
    let half = try run("session annotators s.session --role eve=")
    #expect(half.exitCode == 64 && half.errors.contains("--role ada=adjudicator"))
    #expect(try run("session annotators s.session --rename eve=eva").output.contains("eva"))
  }

  @Test func `the overlap and the budget are changed later`() throws {
    try start()
    let keys = [String](repeating: "neg", count: 5)
    _ = try run("session resume s.session --annotator anna --lines", keys: keys)
    let changed = try run("session set s.session --overlap 2 --budget 9")
    #expect(changed.errors == "overlap 2; budget 9; 0 of 5 documents have their answers\n")
    let asked = try run("session resume s.session --annotator ben --lines", keys: keys)
    #expect(asked.errors.contains("\n5 answers, "), "\(asked.errors)")
    #expect(try run("session set s.session").exitCode == 64)
  }

  @Test func `status says what disagreements leave out, and how fast people work`() throws {
    try start("--overlap 2 --ordered")
    _ = try run("session resume s.session --annotator anna --lines", keys: ["neg", "neg"])
    _ = try run("session resume s.session --annotator ben --lines", keys: ["pos", "neg"])
    let status = try run("session status s.session").output
    #expect(status.contains("classes so far: neg 1, pos 0, undecided 1"))
    #expect(status.contains("per hour") && status.contains("with others"))
    #expect(status.contains("as ratings from neg to pos: weighted kappa (quadratic)"))
  }
}
