import Foundation
import TestSupport
import Testing

/// Gold labels, fields and options that lead nowhere are said by every command.
struct JoiningTests {
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write("id,text\na,subscribe\nb,nice song\nc,love\n", to: "c.csv")
    try folder.write("id,f,g\na,spam,spam\nb,ham,spam\nc,ham,ham\n", to: "v.csv")
    try folder.write("id,label,p_ham,p_spam\na,spam,.1,.9\nb,ham,.8,.2\n", to: "l.csv")
    try folder.write("id,label\nx,spam\ny,ham\n", to: "none.csv")
    try folder.write("id,label\na,spam\ny,ham\n", to: "some.csv")
    try folder.write("id,label\na,\n", to: "empty.csv")
    return folder
  }

  private static let commands = [
    ["label", "Comments", "c.csv", "-o", "out.csv"], ["fit", "v.csv", "-o", "out.json"],
    ["analyze", "v.csv"], ["stats", "v.csv", "-o", "out.json"], ["evaluate", "l.csv"],
    ["errors", "Comments", "c.csv"], ["show", "Comments", "c.csv"],
    ["suggest", "Comments", "c.csv"],
  ]

  @Test(arguments: commands)
  func `gold labels without a document are said, and none at all is an error`(
    command: [String]
  ) throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    let none = try workspace.run(command + ["--gold", "none.csv"], in: folder)
    #expect(none.exitCode == 1, "\(none.errors)")
    #expect(none.errors.contains("none.csv: error: none of the 2 gold labels is used"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out.csv"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out.json"))
    let some = try workspace.run(command + ["--gold", "some.csv"], in: folder)
    #expect(some.exitCode == 0, "\(some.errors)")
    #expect(some.errors.contains("1 gold label is of an id not in"), "\(some.errors)")
    #expect(some.errors.contains("'y'"))
    let empty = try workspace.run(command + ["--gold", "empty.csv"], in: folder)
    #expect(
      empty.errors.contains("the file holds no gold label")
        || empty.errors.contains("there are no gold labels")
    )
  }

  private static let formats = [
    ("c.jsonl", "{\"id\":\"1\",\"text\":\"subscribe\",\"gold\":\"spam\"}\n", [String]()),
    ("c.xml", "<r><d><text>subscribe</text><gold>spam</gold></d></r>", ["--record", "d"]),
    ("c.csv", "id,text,gold\n1,subscribe,spam\n", []),
  ]

  @Test(arguments: formats)
  func `a gold field that no record has is told in every format`(
    name: String,
    text: String,
    options: [String]
  ) throws {
    let folder = try folder()
    try folder.write(text, to: name)
    for command in [
      ["label", "Comments", name, "--gold-field", "golld", "-o", "out.csv"],
      ["analyze", "Comments", name, "--gold-field", "golld"],
      ["errors", "Comments", name, "--gold-field", "golld"],
      ["train", name, "--label-field", "golld", "-o", "out.endmodel"],
      ["simulate", name, "--gold", "golld"],
    ] {
      let result = try Workspace.shared().run(command + options, in: folder)
      #expect(result.exitCode == 1, "\(command)")
      #expect(
        result.errors.contains("there is no field 'golld'")
          && result.errors.contains("did you mean 'gold'?"),
        "\(command): \(result.errors)"
      )
    }
    let none = try Workspace.shared().run(
      ["label", "Comments", name, "--gold-field", "text", "-o", "out.csv", "--on-error", "skip"]
        + options,
      in: folder
    )
    #expect(!none.errors.contains("there is no field"))
  }

  @Test func `a model labels the answers of another day`() throws {
    let folder = try folder()
    try folder.write("id,f,g,h\n1,x,x,y\n2,y,y,y\n3,x,x,x\n4,y,,y\n", to: "w.csv")
    _ = try Workspace.shared().succeed(["fit", "w.csv", "-o", "m.json"], in: folder)
    try folder.write("h,id,g,new,f\ny,5,x,what,x\n,6,y,,y\n", to: "new.csv")
    try folder.write("id,f,g,h\n5,x,x,y\n6,y,y,\n", to: "old.csv")
    let new = try Workspace.shared().succeed(
      ["predict", "new.csv", "--model", "m.json", "-o", "new-l.csv"],
      in: folder
    )
    #expect(new.errors.contains("the model does not know 'new': left out"))
    _ = try Workspace.shared().succeed(
      ["predict", "old.csv", "--model", "m.json", "-o", "old-l.csv"],
      in: folder
    )
    #expect(try folder.text(of: "new-l.csv") == folder.text(of: "old-l.csv"))
    try folder.write("id,f,g\n5,x,x\n", to: "less.csv")
    let less = try Workspace.shared().succeed(
      ["predict", "less.csv", "--model", "m.json", "-o", "-"],
      in: folder
    )
    #expect(
      less.errors.contains(
        "'h' is known to the model and not among the votes, so it counts as silent"
      )
    )
  }

  @Test func `annotators are advised as people, and a suffix that misleads is pointed out`() throws
  {
    let folder = try folder()
    try folder.write("item,worker,label\n1,ann,yes\n1,bob,no\n2,ann,yes\n2,bob,yes\n", to: "a.csv")
    let fit = try Workspace.shared().succeed(["fit", "a.csv", "-o", "m.csv"], in: folder)
    #expect(fit.errors.contains("2 annotators are too few to estimate accuracies"))
    #expect(!fit.errors.contains("write at least") && !fit.errors.contains("let functions abstain"))
    #expect(fit.errors.contains("m.csv: warning: the model is written as JSON"))
    #expect(fit.errors.contains("help: name it 'm.json'"))
  }

  @Test func `classes that look alike are pointed out`() throws {
    let folder = try folder()
    try folder.write(
      "id,f,g\n1,Spam,spam\n2,\"spam \",spam\n3,ham,\u{E9}t\u{E9}\n4,e\u{301}te\u{301},ham\n",
      to: "w.csv"
    )
    let fit = try Workspace.shared().succeed(["fit", "w.csv", "-o", "m.json"], in: folder)
    #expect(fit.errors.contains("classes differ only in case or blanks: 'Spam', 'spam', 'spam '"))
    #expect(fit.errors.contains("classes differ only in the encoding of their accents"))
  }

  @Test func `a corpus is not fitted, and the way to votes is shown`() throws {
    let folder = try folder()
    let fit = try Workspace.shared().run(["fit", "c.csv", "-o", "m.json"], in: folder)
    #expect(fit.exitCode == 1)
    #expect(fit.errors.contains("'winnow apply TASK c.csv --output votes.csv'"))
  }
}
