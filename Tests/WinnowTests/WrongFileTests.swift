import Foundation
import TestSupport
import Testing

/// Files that are something else, and devices without an end.
struct WrongFileTests {
  @Test(arguments: [
    ["predict", "v.csv", "-o", "o.csv", "--model", "/dev/zero"],
    ["model", "show", "/dev/zero"], ["fit", "/dev/zero", "-o", "o.json"],
    ["fit", "--stats", "/dev/zero", "-o", "o.json"], ["analyze", "/dev/zero"],
    ["classify", "v.csv", "--model", "/dev/zero", "-o", "o.csv"],
    ["explain", "a", "/dev/zero", "--model", "m.json"], ["stats", "/dev/zero", "-o", "o.json"],
    ["evaluate", "/dev/zero", "--gold", "v.csv"], ["evaluate", "v.csv", "--gold", "/dev/zero"],
    ["session", "import", "n.session", "/dev/zero"], ["drift", "/dev/zero", "v.csv"],
    ["fit", "v.csv", "-o", "o.json", "--gold", "/dev/zero"],
    ["fit", "v.csv", "-o", "o.json", "--from", "/dev/zero"],
    ["predict", "endless.csv", "-o", "o.csv", "--model", "m.json"],
    ["label", "Comments", "/dev/zero", "--format", "csv", "-o", "o.csv"],
  ])
  func `an endless or foreign file is refused by its first bytes`(arguments: [String]) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write("id,f,g\na,ham,spam\nb,ham,ham\nc,spam,spam\n", to: "v.csv")
    try workspace.succeed(["fit", "v.csv", "-o", "m.json"], in: folder)
    // A hundred megabytes of one row, which take no place on the disk.
    _ = try CommandLineTool.shell("truncate -s 100M endless.csv", in: folder)
    let before = try folder.names()
    // Two gigabytes of memory are far more than is needed to say no.
    let result = try CommandLineTool.shell(
      "ulimit -v 4000000; exec $WINNOW \(arguments.joined(separator: " "))",
      in: folder,
      environment: workspace.environment
    )
    #expect(result.exitCode == 1, "\(result.errors)")
    #expect(result.errors.contains("error: "))
    #expect(try folder.names() == before)
  }
}
