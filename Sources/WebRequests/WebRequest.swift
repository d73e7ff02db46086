/// What a program is asked over HTTP.
package struct WebRequest: Sendable {
  /// The method, such as `GET`.
  package var method: String
  /// The whole address.
  package var url: String
  /// Header fields, in their order.
  package var fields: [(name: String, value: String)] = []
  /// What is sent along.
  package var body: [UInt8]?

  /// A request that sends nothing along.
  package init(_ method: String, _ url: String) {
    self.method = method
    self.url = url
  }
}

/// What a program answered.
package struct WebAnswer: Sendable {
  /// The status, such as 200.
  package let status: Int
  /// Where the answer sends the client; `nil` where it does not.
  package let redirect: String?
  /// What it sent along.
  package let body: [UInt8]

  /// Whether it did what it was asked.
  package var isSuccess: Bool { (200..<300).contains(status) }
}
