import TestSupport
import Testing

/// Options that would do nothing beside the others.
struct IdleOptionTests {
  @Test(arguments: [
    ["analyze", "v.csv", "--limit", "3"], ["analyze", "v.csv", "--workers", "2"],
    ["analyze", "v.csv", "--gold-field=gold"],
    ["analyze", "Comments", "c.csv", "--layout", "wide"],
    ["fit", "--stats", "s.json", "-o", "m.json", "--classes", "a,b"],
    ["fit", "--stats", "s.json", "-o", "m.json", "--gold", "g.csv"],
    ["test", "Comments", "--limit", "3"], ["drift", "v.csv", "v.csv", "--text-field", "t"],
    ["drift", "Comments", "c.csv", "c.csv", "--classes", "a,b"],
    ["simulate", "c.csv", "--gold", "gold", "--time-limit", "3"],
    ["sample", "c.csv", "--count", "3", "-o", "s.csv", "--beta", "0.5"],
    ["sample", "c.csv", "--count", "3", "-o", "s.csv", "--allocation", "equal"],
    ["drift", "v.csv", "v.csv", "--format", "csv"], ["drift", "v.csv", "v.csv", "--limit", "3"],
    ["show", "Comments", "c.csv", "--seed", "3"],
    ["label", "Comments", "c.csv", "-o", "l.csv", "--gold-map", "a=ham"],
    ["session", "start", "c.csv", "--classes", "a,b", "-o", "s.session", "--no-ask", "--lines"],
    [
      "session", "start", "c.csv", "--classes", "a,b", "-o", "s.session", "--no-ask",
      "--check-rate", "0.1",
    ],
    ["worker", "Comments", "--mode", "apply", "--ties", "first"],
    ["session", "export", "s.session", "-o", "o.json", "--project", "3"],
    ["serve", "s.session", "--time-limit", "3"],
    ["serve", "s.session", "--ml-backend", "label-studio"],
    ["serve", "--task", "Comments", "--model", "m.json", "--control", "label"],
  ])
  func `an option without effect is wrong usage`(arguments: [String]) throws {
    let folder = try ScratchFolder()
    try folder.write("id,text,gold\na,win,spam\n", to: "c.csv")
    try folder.write("id,f,g\na,spam,ham\n", to: "v.csv")
    let before = try folder.names()
    let result = try Workspace.shared().run(arguments, in: folder)
    #expect(result.exitCode == 64, "\(result.errors)")
    #expect(result.errors.contains("no effect"), "\(result.errors)")
    #expect(try folder.names() == before)
  }
}
