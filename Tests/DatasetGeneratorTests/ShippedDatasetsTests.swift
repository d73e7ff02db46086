import DatasetGenerator
import Foundation
import TestSupport
import Testing

struct ShippedDatasetsTests {
  @Test(arguments: [
    "animals/animals.csv", "listings/listings.csv", "messages/messages.csv",
    "requests/requests.csv", "tickets/tickets.jsonl", "tickets/tickets.xml",
  ])
  func `generating gives the very bytes that are shipped`(path: String) throws {
    let generated = try #require(ShippedDatasets.files().first { $0.path == path })
    let shipped = try FileBytes.read(PackageFolder.path("Datasets/\(path)"))
    #expect(
      shipped.elementsEqual(generated.contents),
      "run 'swift run -c release winnow-datasets Datasets' after a change of the generator"
    )
  }

  @Test func `every file is below a megabyte and valid UTF-8`() {
    for file in ShippedDatasets.files() {
      #expect(file.contents.count < 1_000_000, "\(file.path)")
      #expect(String(validating: file.contents, as: UTF8.self) != nil, "\(file.path)")
    }
  }

  @Test func `only reserved telephone numbers and host names occur`() throws {
    let numbers = try Regex(#"\b555[- ]?\d{2,4}"#)
    let hosts = try Regex(#"(?:https?://|www\.)[^\s"',<]+"#)
    for file in ShippedDatasets.files() {
      let text = String(decoding: file.contents, as: UTF8.self)
      for match in text.matches(of: numbers) {
        let digits = text[match.range].filter(\.isNumber)
        #expect(digits.hasPrefix("55501"), "\(text[match.range])")
      }
      for match in text.matches(of: hosts) {
        let host = text[match.range].lowercased().replacing("http://", with: "")
          .replacing("https://", with: "").prefix { $0 != "/" }
        let isReserved = host.contains(".example") || host.contains(".test")
        #expect(isReserved, "\(text[match.range])")
      }
    }
  }

  @Test func `the XML file holds the records of the JSON lines`() throws {
    let files = ShippedDatasets.files()
    let lines = try #require(files.first { $0.path.hasSuffix(".jsonl") }).contents.split(
      separator: 10
    )
    let xml = String(
      decoding: try #require(files.first { $0.path.hasSuffix(".xml") }).contents,
      as: UTF8.self
    )
    let elements = xml.components(separatedBy: "<ticket>").dropFirst()
    try #require(lines.count == elements.count)
    for (line, element) in zip(lines, elements) {
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      let ticket = try #require(object)
      let id = try #require(ticket["id"] as? String)
      let tags = try #require(ticket["tags"] as? [String])
      let gold = ticket["gold"] as? String
      #expect(element.contains("<id>\(id)</id>"))
      #expect(element.components(separatedBy: "<tags>").count - 1 == tags.count, "\(id)")
      #expect(element.contains("<gold>") == (gold != nil), "\(id)")
    }
  }
}
