import Foundation
import TestSupport
import Testing

/// Names, identifiers and texts that would control the terminal of whoever sees them.
struct HostileNameTests {
  /// Sets the title of a window, rings, paints by C1, turns the direction, and ends a line.
  private static let evil = "\u{1B}]0;owned\u{7}\u{9B}31m\u{7F}\u{202E}\u{2066}\u{2028}\u{85}"

  private static func isRaw(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Files whose names, columns, identifiers, classes, workers and values are hostile.
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let e = Self.evil
    let texts = ["win a free prize now", "thank you for this video", "subscribe to my channel"]
    var rows = ""
    for index in 0..<60 {
      rows +=
        "a\(e)\(index),\(texts[index % 3]) \(e),\(index % 3 == 1 ? "ham" : "spam"),s\(e)\(index % 2)\n"
    }
    try folder.write("id,text,gold,s\(e)\n" + rows, to: "c.csv")
    try folder.write("id,text\na\(e),x\na\(e),x\n", to: "twice.csv")
    try folder.write("id,text,gold\na,x,cl\(e)\n", to: "gold.csv")
    try folder.write("id,te\(e)xt\na,x\n", to: "no-text.csv")
    try folder.write("id,number,text\nn\(e),x\(e),even\nm,2,odd\n", to: "n.csv")
    let votes = (0..<40).map {
      "d\(e)\($0),\($0 % 2 == 0 ? "ham" : "sp\(e)am"),ham,\($0 % 3 == 0 ? "ham" : "sp\(e)am")"
    }
    try folder.write("id,f\(e),g,h\n" + votes.joined(separator: "\n") + "\n", to: "v.csv")
    try folder.write("id,label\nd\(e)1,oth\(e)er\nd\(e)2,ham\n", to: "g.csv")
    try folder.write(
      "id,text\n" + (0..<20).map { "i\(e)\($0),text \(e)\n" }.joined(),
      to: "items.csv"
    )
    let answers = (0..<20).flatMap { item in
      ["w\u{1B}]0;owned\u{7}\u{9B}31m1", "w2", "w3"].map {
        "i\(e)\(item),\($0),\(item % 2 == 0 ? "ham" : "sp\(e)am")"
      }
    }
    let plain = (0..<20).map { "i\(e)\($0),w\($0 % 3),\($0 % 2 == 0 ? "ham" : "sp\(e)am")" }
    try folder.write("item,worker,label\n" + plain.joined(separator: "\n"), to: "answers.csv")
    try folder.write("item,worker,label\n" + answers.joined(separator: "\n") + "\n", to: "long.csv")
    try folder.write(
      "id,label,p_ham,p_sp\(e)am\nd\(e)1,ham,0.9,0.1\nd\(e)2,sp\(e)am,0.2,0.8\n",
      to: "l.csv"
    )
    try folder.write(
      "{\"id\":\"a\(e.dropLast(2))\",\"text\":\"x\"}\n{\"id\":\"b\" oops}\n",
      to: "bad.jsonl"
    )
    try folder.write("id,text\na,x\n", to: "f\(e).csv")
    return folder
  }

  private static let file = "missing\(evil).csv"

  @Test(arguments: [
    ["label", "Comments", "c.csv", "-o", "o.csv", "--gold-field", "gold"],
    ["label", "Comments", "c.csv", "-o", "o.jsonl", "--workspace", "w\(evil)"],
    ["label", "Comments", "twice.csv", "-o", "o.csv"],
    ["label", "Comments", "gold.csv", "-o", "o.csv", "--gold-field", "gold"],
    ["label", "Comments", "no-text.csv", "-o", "o.csv"],
    ["label", "Comments", "bad.jsonl", "-o", "o.csv", "--on-error", "skip"],
    ["label", "Comments", "bad.jsonl", "-o", "o.csv"],
    ["label", "Comments", "f\(evil).csv", "-o", "o\(evil).csv"],
    ["label", "Comments", file, "-o", "o.csv"], ["label", "T\(evil)", "c.csv", "-o", "o.csv"],
    ["label", "Faulty", "n.csv", "-o", "o.csv"], ["apply", "Faulty", "n.csv", "-o", "o.votes"],
    ["analyze", "Faulty", "n.csv"], ["apply", "Comments", file, "-o", "v2.csv"],
    ["analyze", "v.csv"], ["analyze", "v.csv", "--gold", "g.csv"], ["analyze", "long.csv"],
    ["analyze", file], ["fit", "v.csv", "-o", "m.json", "--gold", "g.csv"],
    ["fit", "v.csv", "-o", "m\(evil).json"], ["predict", "v.csv", "-o", "p.csv", "--model", file],
    ["stats", "v.csv", "-o", "s\(evil).json"], ["drift", "v.csv", "v.csv"],
    ["drift", "Comments", "c.csv", "c.csv"], ["evaluate", "l.csv", "--gold", "g.csv"],
    ["evaluate", file, "--gold", "g.csv"],
    ["show", "Comments", "c.csv"], ["show", "Comments", "c.csv", "--id", "q\(evil)"],
    ["show", "Comments", "c.csv", "--output-format", "jsonl"],
    ["errors", "Comments", "c.csv", "--gold-field", "gold"],
    ["errors", "Comments", "c.csv", "--gold-field", "go\(evil)"],
    ["suggest", "Comments", "c.csv", "--gold-field", "gold", "--min-support", "1"],
    ["test", "Comments", "c.csv", "--record", "r\(evil).csv"], ["functions", "F\(evil)"],
    ["test", "Comments", "c.csv", "--check", "v.csv"], ["build", "B\(evil)"],
    ["train", "l.csv", "-o", "e.endmodel", "--text-field", "label"],
    ["train", "c.csv", "-o", "e.endmodel", "--label-field", "gold"],
    ["classify", "c.csv", "--model", file, "-o", "o.csv"],
    ["simulate", "c.csv", "--gold", "s\(evil)", "--repeats", "1", "--budget", "10"],
    ["simulate", "c.csv", "--gold", "gold", "--strategies", "s\(evil)"],
    ["session", "start", "c.csv", "--classes", "ham,sp\(evil)am", "-o", "n.session"],
    ["session", "start", file, "--classes", "a,b", "-o", "o.session"],
    ["session", "import", "i.session", "long.csv"],
    ["session", "export", file, "-o", "x.csv"], ["session", "status", file],
    ["runs", "show", "r\(evil)"], ["report", file, "-o", "r.html"], ["verify", file],
    ["convert", "c.csv", "o.xml"], ["convert", "bad.jsonl", "o.csv"], ["convert", file, "o.csv"],
    ["sample", "c.csv", "--count", "10", "--stratify", "s\(evil)", "-o", "sm.csv"],
    ["sample", "c.csv", "--class-field", "s\(evil)"],
    ["sample", "c.csv", "--count", "3", "--weight-field", "w\(evil)", "-o", "sm.csv"],
    ["sample", "v.csv", "--class-field", "f\(evil)", "--json"],
    ["new", "N\(evil)", "--classes", "a,b"],
    ["new", "Nn", "--classes", "a\(evil),b", "--path", "nn"],
    ["bundle", "B\(evil)", "-o", "b.tar.gz"], ["cache", "C\(evil)"], ["worker", "W\(evil)"],
    ["x\(evil)"], ["label", "--x\(evil)"], ["label", "--limit", "9\(evil)"],
    ["label", "Comments", "c.csv", "-o", "o.csv", "--format", "x\(evil)"],
    ["serve", file], ["serve", "--port", "9\(evil)"],
    ["serve", "--task", "T\(evil)", "--model", file],
  ])
  func `no control character reaches the terminal`(arguments: [String]) throws {
    let folder = try folder()
    let result = try Workspace.shared().run(arguments, in: folder)
    #expect(result.exitCode < 128)
    for text in [result.output, result.errors] {
      let raw = text.unicodeScalars.filter(Self.isRaw).map { String($0.value, radix: 16) }
      #expect(raw.isEmpty, "\(arguments)\n\(text.debugDescription)")
    }
    #expect(!result.outputBytes.isEmpty || !result.errorBytes.isEmpty)
  }

  @Test func `names of a model and of a session are harmless wherever they come up again`() throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    try workspace.succeed(["fit", "v.csv", "-o", "m.json"], in: folder)
    try workspace.succeed(
      ["session", "start", "items.csv", "--classes", "ham,sp\(Self.evil)am", "--no-ask"]
        + ["-o", "s.session"],
      in: folder
    )
    try workspace.succeed(["session", "import", "s.session", "answers.csv"], in: folder)
    for arguments in [
      ["model", "show", "m.json"], ["model", "show", "m.json", "--json"],
      ["explain", "zz\(Self.evil)", "v.csv", "--model", "m.json"],
      ["explain", "d\(Self.evil)1", "v.csv", "--model", "m.json"],
      ["session", "status", "s.session"], ["session", "status", "s.session", "--disagreements"],
      ["session", "status", "s.session", "--json"],
      ["session", "resume", "s.session", "--lines", "--annotator", "me\(Self.evil)"],
      ["session", "resume", "s.session", "--lines", "--adjudicate"],
    ] {
      let result = try workspace.run(arguments, in: folder)
      #expect(result.exitCode < 128, "\(result.errors)")
      let text = result.output + result.errors
      #expect(
        !text.unicodeScalars.contains(where: Self.isRaw),
        "\(arguments)\n\(text.debugDescription)"
      )
    }
  }
}
