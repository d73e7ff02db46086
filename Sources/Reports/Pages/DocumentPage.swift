package import Inspection
internal import LabelingCore
internal import MarkupText

/// Writes documents with their votes as one page that needs nothing else.
package struct DocumentPage {
  private let corpus: Inspection
  private let title: String

  /// Prepares a page of documents of a corpus.
  package init(_ corpus: Inspection, title: String) {
    self.corpus = corpus
    self.title = title
  }

  /// The page.
  package func html(_ documents: [InspectedDocument]) -> String {
    let article = DocumentArticle(
      labelSpace: corpus.votes.labelSpace,
      functions: corpus.votes.voters,
      places: corpus.places,
      headingLevel: 2
    )
    let content: HTML = """
      <main>
      <h1>\(title)</h1>
      <p>\(article.legend)</p>
      \(documents.map(article.html))
      </main>
      """
    return HTMLPage(title: title, content: content).text
  }
}
