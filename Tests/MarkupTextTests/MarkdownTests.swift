import MarkupText
import Testing

struct MarkdownTests {
  @Test(
    arguments: [
      ("# One\n## Two ##\ntext", "<h3>One</h3>\n<h4>Two</h4>\n<p>text</p>"),
      ("One\n===\nTwo\n---", "<h3>One</h3>\n<h4>Two</h4>"),
      ("###### Six", "<h6>Six</h6>"),
      ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>"),
      ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
      ("- a\n- b", "<ul><li>a</li>\n<li>b</li></ul>"),
      ("* a\n\n  more\n* b", "<ul><li>a\n<p>more</p></li>\n<li>b</li></ul>"),
      ("- a\n  - b\n- c", "<ul><li>a\n<ul><li>b</li></ul></li>\n<li>c</li></ul>"),
      ("- a\n\t- b", "<ul><li>a\n<ul><li>b</li></ul></li></ul>"),
      ("3. a\n4. b", "<ol start=\"3\"><li>a</li>\n<li>b</li></ol>"),
      ("1. a\ngoes on", "<ol><li>a\ngoes on</li></ol>"),
      ("> a\n> b\n\nc", "<blockquote><p>a\nb</p></blockquote>\n<p>c</p>"),
      ("```swift\n<a> *b*\n```\nc", "<pre><code>&lt;a&gt; *b*</code></pre>\n<p>c</p>"),
      ("```\nnever ends", "<pre><code>never ends</code></pre>"),
      ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ]
  )
  func `paragraphs, headings, lists, quotes, code and rules`(_ text: String, _ html: String) {
    #expect(Markdown.html(text, topHeading: 3) == html)
  }

  @Test(
    arguments: [
      ("*a* _b_ **c** __d__", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
      ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
      ("***a***", "<strong><em>a</em></strong>"),
      ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
      ("`a * b` ``c ` d``", "<code>a * b</code> <code>c ` d</code>"),
      ("\\*a\\* \\`b", "*a* `b"),
      ("*a `b", "*a `b"),
    ]
  )
  func `emphasis and code`(_ text: String, _ html: String) {
    #expect(Markdown.html(text) == "<p>\(html)</p>")
  }

  private static let target = "target=\"_blank\" rel=\"noopener noreferrer\""

  @Test(
    arguments: [
      ("[a *b*](https://x.org/?q=1&r=2)", "https://x.org/?q=1&amp;r=2", "a <em>b</em>"),
      ("[a](https://x.org \"title\")", "https://x.org", "a"),
      (#"[a\]b](https://x.org)"#, "https://x.org", "a]b"),
      ("<mailto:a@x.org>", "mailto:a@x.org", "mailto:a@x.org"),
      ("https://x.org/a", "https://x.org/a", "https://x.org/a"),
      ("![a picture](https://x.org/a.png)", "https://x.org/a.png", "a picture"),
    ]
  )
  func `links lead to the web, to mail, and nowhere else`(
    _ text: String,
    _ address: String,
    _ words: String
  ) {
    let link = "<a href=\"\(address)\" \(Self.target)>\(words)</a>"
    #expect(Markdown.html(text) == "<p>\(link)</p>")
  }

  @Test(
    arguments: [
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))",
      "[a](JaVaScRiPt:alert(1))", "[a](data:text/html,x)", "[a](/logout)", "<javascript:alert(1)>",
      "- <b>x</b>", "> <i>x</i>", "# <a href=x>x</a>", "`<b>`", "<div>\n\n<b>\n\n</div>",
      "[a](https://x.org\"onclick=\"alert(1))", "[<b>](https://x.org/<b>)",
    ]
  )
  func `nothing that a text holds becomes markup`(_ text: String) {
    let html = Markdown.html(text)
    let known =
      #/</?(?:p|h1|ul|li|code|blockquote|a)(?: href="https://[^"<>]*" target="_blank" rel="noopener noreferrer")?>/#
    let rest = html.replacing(known, with: "")
    #expect(!rest.contains("<") && !rest.contains("\""), "\(html)")
  }

  @Test(
    arguments: [
      "*a ", "**a ", "[a", "`a``", "![", "[a](", "<https://a ", "_a ", "[[", "\\", "> ", "- ",
      "  - ",
      "> - 1. ", "https://", "***",
    ]
  )
  func `text without an end takes no more time than its length`(_ part: String) {
    let text = String(repeating: part, count: 60_000 / part.count)
    let time = ContinuousClock().measure { _ = Markdown.html(text) }
    #expect(time < .seconds(20))
  }
}
