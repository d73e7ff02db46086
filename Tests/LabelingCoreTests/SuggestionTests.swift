import LabelingCore
import Testing

struct SuggestionTests {
  @Test(
    arguments: [
      ("postive", ["negative", "positive"], "positive"), ("HAM", ["ham", "spam"], "ham"),
      ("hma", ["ham", "spam"], "ham"),
      ("sapm", ["ham", "spam"], "spam"),
      ("MesageSpam", ["MessageSpam", "MessageHam"], "MessageSpam"),
      ("has_lnik", ["has_link", "has_links"], "has_link"), ("ab", ["ac", "ad"], "ac"),
      ("été", ["ete", "été"], "été"),
      ("", ["a"], "a"), ("text", ["text"], "text"),
    ]
  )
  func `the nearest name within a third of the length is suggested`(
    name: String,
    candidates: [String],
    expected: String
  ) {
    #expect(Suggestion.nearest(to: name, among: candidates) == expected)
  }

  @Test(
    arguments: [
      ("positive", ["negligible"]), ("xyz", ["ham", "spam"]), ("content", []),
      ("abcdef", ["uvwxyz", "abcxyz"]), ("a", ["xyz"]), ("", ["ab"]),
    ]
  )
  func `nothing is suggested when nothing is near`(name: String, candidates: [String]) {
    #expect(Suggestion.nearest(to: name, among: candidates) == nil)
  }

  @Test func `the help lists the valid names, twelve at most`() {
    #expect(
      Suggestion.help(for: "hm", among: ["ham", "spam"], kind: "classes")
        == "did you mean 'ham'? classes are 'ham', 'spam'"
    )
    #expect(Suggestion.help(for: "zzz", among: ["ham"], kind: "classes") == "classes are 'ham'")
    #expect(Suggestion.help(for: "x", among: [], kind: "tasks") == "there are no tasks")
    let many = (1...14).map { "name\($0)" }
    let help = Suggestion.help(for: "zzz", among: many, kind: "fields")
    #expect(help.hasSuffix("'name12' and 2 more"))
  }
}
