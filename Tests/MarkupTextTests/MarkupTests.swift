import MarkupText
import Testing

struct MarkupTests {
  @Test func `what markup would take for its own is escaped`() {
    #expect(
      Markup.escaped("<b a=\"1\" c='2'>&amp;</b>")
        == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;"
    )
    #expect(Markup.escaped("ünï 👏 \u{202E}") == "ünï 👏 \u{202E}")
  }

  @Test func `control characters are shown as missing, blanks stay or become spaces`() {
    #expect(
      Markup.escaped("a\u{1B}[1m\u{0}\u{85}\u{FFFE}") == "a\u{FFFD}[1m\u{FFFD}\u{FFFD}\u{FFFD}"
    )
    #expect(Markup.escaped("a\n\tb\r") == "a\n\tb\r")
    #expect(Markup.escaped("a\n\tb\r", blanks: .flattened) == "a  b ")
  }

  @Test func `strings put into HTML are text, HTML stays markup`() {
    let text = "<script>alert('1')</script>"
    let inner: HTML = "<em>\(text)</em>"
    let outer: HTML = "<p title=\"\(text)\">\(inner) \(3)\(raw: "<br>")</p>"
    let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"
    #expect(outer.markup == "<p title=\"\(escaped)\"><em>\(escaped)</em> 3<br></p>")
    #expect(["a" as HTML, "b"].joined(separator: ", ").markup == "a, b")
    #expect(("\(["a" as HTML, "b"])" as HTML).markup == "a\nb")
  }
}
