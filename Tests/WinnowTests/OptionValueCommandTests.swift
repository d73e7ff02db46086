import Foundation
import TestSupport
import Testing

/// What options do with values that nobody can mean.
struct OptionValueCommandTests {
  private static let hostile = ["1e300", "-1", "99999999999999999999"]

  @Test func `every number on a command line is within its range, or the usage is wrong`() throws {
    let folder = try ScratchFolder()
    let catalogue = try CommandCatalogue()
    var numbers: Set<String> = []
    for option in catalogue.options {
      // Options of names and paths take it, or have names of their own.
      let probe = try CommandLineTool.run(option.command + ["\(option.name)=nan"], in: folder)
      #expect(probe.exitCode < 128, "\(option)")
      guard probe.errors.hasPrefix("error: invalid value 'nan' for '\(option.name)'"),
        !probe.errors.contains("help: values are")
      else { continue }
      numbers.insert(option.name)
      for value in Self.hostile {
        let result = try CommandLineTool.run(
          option.command + ["\(option.name)=\(value)"],
          in: folder
        )
        #expect(result.exitCode == 64, "\(option)=\(value)")
        #expect(
          result.errors.hasPrefix("error: invalid value '\(value)' for '\(option.name)'\nhelp: "),
          "\(option)=\(value): \(result.errors)"
        )
      }
    }
    // What is counted, measured or waited for in any command is among them.
    for name in [
      "--limit", "--workers", "--time-limit", "--seed", "--count", "--share", "--beta", "--lease",
      "--budget", "--withheld", "--alpha", "--stale-fall", "--least-documents", "--buckets",
      "--port", "--body-limit", "--rate-limit", "--request-timeout", "--min-precision", "--blend",
    ] {
      #expect(numbers.contains(name), "\(name)")
    }
  }

  private static let corpus = ["Comments", "c.csv"]
  private static let label = ["label"] + corpus + ["-o", "o.csv"]
  private static let train = ["train", "l.csv", "-o", "o.endmodel"]

  @Test(arguments: [
    label + ["--on-error=-1"], label + ["--on-error=1e300"], label + ["--on-error="],
    label + ["--separator="], label + ["--separator=ab"], label + ["--separator=½"],
    label + ["--quote="], label + ["--separator=;", "--quote=;"], label + ["--separator=\n"],
    label + ["--quote=\r"], label + ["--format="], label + ["--output-format=x"],
    label + ["--balance=ham=nan,spam=1"], label + ["--balance=ham=1e300,spam=1"],
    label + ["--balance=ham=-1,spam=2"], label + ["--balance=ham"],
    train + ["--words=nan"], train + ["--words="], train + ["--words=1-99"],
    train + ["--characters=-"], train + ["--characters=2-1"],
    ["sample", "c.csv", "--split", "a=nan,b=1", "--output-dir", "s"],
    ["sample", "c.csv", "--split", "a=inf", "--output-dir", "s"],
    ["sample", "c.csv", "--split", "", "--output-dir", "s"],
    ["sample", "c.csv", "--split", "a=0.5", "--output-dir", "s"],
    ["diff", "--fail-if", "coverage-drops=nan"], ["diff", "--fail-if", "labels-change=-1"],
    ["session", "import", "x.session", "c.csv", "--format", ""],
    ["analyze", "v.csv", "--layout", "broad"],
    ["analyze", "v.csv", "--columns", "a,b"], ["analyze", "v.csv", "--classes", ""],
    ["evaluate", "l.csv", "--gold", "c.csv", "--columns", "a"],
  ])
  func `values with a form of their own are refused as usage`(arguments: [String]) throws {
    let folder = try ScratchFolder()
    try folder.write(
      "id,text,gold,label\na,win a prize,spam,spam\nb,thank you,ham,ham\n",
      to: "c.csv"
    )
    try folder.write("id,f,label\na,spam,spam\nb,ham,ham\n", to: "v.csv")
    try folder.write("id,text,label,p_ham,p_spam\na,win,spam,0,1\nb,thank,ham,1,0\n", to: "l.csv")
    let before = try folder.names()
    let result = try Workspace.shared().run(arguments, in: folder)
    #expect(result.exitCode == 64, "\(arguments) \(result.errors)")
    #expect(result.errors.hasPrefix("error: ") && result.errors.contains("\nhelp: "))
    #expect(try folder.names() == before)
  }
}
