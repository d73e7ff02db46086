import Foundation
import TestSupport
import Testing

/// `winnow test`.
struct TestCommandTests {
  private static let corpus =
    "id,text\na,subscribe now\nb,what a beautiful song\nc,none of these at all here\n"

  @Test func `examples that hold are counted`() throws {
    let result = try Workspace.shared().succeed(["test", "Fresh"], in: ScratchFolder())
    #expect(result.output.contains("ok    mentions_urgency: 1 example\n"))
    #expect(result.output.contains("ok    very_short: 2 examples\n"))
    #expect(result.output.hasSuffix("\n2 functions, 3 examples, 0 failed\n"))
  }

  @Test func `an example that fails is shown with its text and both votes`() throws {
    let result = try Workspace.shared().run(["test", "FailingExample"], in: ScratchFolder())
    #expect(result.exitCode == 1)
    try Golden.expect(result.output, named: "test-failing-example")
  }

  @Test func `votes on record are compared, and differences end with exit code 1`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(Self.corpus, to: "c.csv")
    let command = ["test", "Comments", "c.csv"]
    try workspace.succeed(command + ["--record", "votes.csv"], in: folder)
    let same = try workspace.succeed(command + ["--check", "votes.csv"], in: folder)
    #expect(same.output.contains("3 documents as recorded in votes.csv: 0 votes differ\n"))
    let votes = try folder.text(of: "votes.csv")
    try folder.write(votes.replacing("a,spam,", with: "a,,"), to: "votes.csv")
    try #require(try folder.text(of: "votes.csv") != votes)
    let other = try workspace.run(command + ["--check", "votes.csv"], in: folder)
    #expect(other.exitCode == 1)
    #expect(other.output.contains("a asks_to_subscribe\n"))
    #expect(other.output.contains("- recorded abstain\n"))
    #expect(other.output.contains("+ votes spam\n"))
    try folder.write("id,text\na,subscribe now\n", to: "c.csv")
    let gone = try workspace.run(command + ["--check", "votes.csv"], in: folder)
    #expect(gone.exitCode == 1)
    #expect(gone.output.contains("2 documents on record are not in the corpus: b, c\n"))
  }

  @Test func `a function that answers differently each time is named, with a document`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 200).csv, to: "c.csv")
    try workspace.succeed(["test", "Moody", "c.csv", "--record", "votes.csv"], in: folder)
    let words = "function 'by_chance' votes differently each time: document '"
    let check = try workspace.run(["test", "Moody", "c.csv", "--check", "votes.csv"], in: folder)
    #expect(check.exitCode == 1)
    #expect(check.output.contains(words))
    #expect(!check.output.contains("function 'subscribes'"))
    try workspace.succeed(
      ["label", "Moody", "c.csv", "-o", "l.csv", "--provenance", "--workspace", "ws"],
      in: folder
    )
    let verified = try workspace.run(["verify", "l.csv", "--workspace", "ws"], in: folder)
    #expect(verified.exitCode == 1)
    #expect(verified.errors.contains("note: \(words)"))
    #expect(!verified.errors.contains("mistake of winnow"))
    #expect(!verified.errors.contains("function 'subscribes'"))
  }

  @Test func `options that do not go together are refused`() throws {
    let workspace = try Workspace.shared()
    let folder = try ScratchFolder()
    #expect(try workspace.run(["test", "Comments", "c.csv"], in: folder).exitCode == 64)
    #expect(try workspace.run(["test", "Comments", "--check", "v.csv"], in: folder).exitCode == 64)
  }

  @Test func `a new package tests its examples`() throws {
    let folder = try ScratchFolder()
    let arguments = ["new", "Reviews", "--classes", "bad,good", "--path", "reviews"]
    #expect(try CommandLineTool.run(arguments, in: folder).exitCode == 0)
    let test = try folder.text(of: "reviews/Tests/ReviewsTests/ReviewsTests.swift")
    #expect(test.contains("@testable import Reviews"))
    #expect(test.contains("labelingFunctions.checkExamples() == []"))
    let manifest = try folder.text(of: "reviews/Package.swift")
    #expect(manifest.contains("name: \"ReviewsTests\""))
  }
}
