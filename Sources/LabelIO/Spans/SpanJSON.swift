internal import JSONText
internal import LabelingCore

/// A JSON text with its place in a file, for readers of spans that say where something is wrong.
///
/// Values that were scanned once are walked without further checks.
struct SpanJSON {
  /// The file.
  let path: String
  /// All its bytes, valid UTF-8.
  let bytes: UnsafeBufferPointer<UInt8>

  /// The value that is all of the file.
  ///
  /// - Parameter help: What a file looks like.
  /// - Returns: The value.
  /// - Throws: A `Diagnostic` with the place of what is no JSON.
  func whole(help: String) throws -> JSONSlice {
    var scanner = JSONScanner(bytes)
    do throws(JSONSyntaxError) {
      let value = try scanner.value()
      try scanner.end()
      return value
    } catch {
      throw fault(error.offset, error.rule, help: help)
    }
  }

  /// The values of JSON Lines, one a line; empty lines hold none.
  ///
  /// - Parameter help: What a line looks like.
  /// - Returns: The values, in order.
  /// - Throws: A `Diagnostic` with the place of what is no JSON.
  func lines(help: String) throws -> [JSONSlice] {
    var values: [JSONSlice] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      defer { start = end + 1 }
      guard bytes[start..<end].contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else {
        continue
      }
      var scanner = JSONScanner(UnsafeBufferPointer(rebasing: bytes[..<end]), at: start)
      do throws(JSONSyntaxError) {
        values.append(try scanner.value())
        try scanner.end()
      } catch {
        throw fault(error.offset, "a line is a JSON object: \(error.rule)", help: help)
      }
    }
    return values
  }

  /// The members of an object, in order; none of anything else.
  func members(of value: JSONSlice) -> [(key: String, value: JSONSlice)] {
    guard value.kind == .object else { return [] }
    var members: [(key: String, value: JSONSlice)] = []
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    _ = try? scanner.object { key, member in members.append((text(key), member)) }
    return members
  }

  /// A member of an object; the last of several of this name.
  func member(_ name: String, of value: JSONSlice) -> JSONSlice? {
    members(of: value).last { $0.key.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The elements of a list; `nil` of anything else.
  func elements(of value: JSONSlice) -> [JSONSlice]? {
    guard value.kind == .array else { return nil }
    var elements: [JSONSlice] = []
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    _ = try? scanner.array { elements.append($0) }
    return elements
  }

  /// A string; `nil` of anything else.
  func string(_ value: JSONSlice) -> String? { value.kind == .string ? text(value) : nil }

  /// A list of strings; `nil` of anything else.
  func strings(_ value: JSONSlice) -> [String]? {
    guard let elements = elements(of: value), elements.allSatisfy({ $0.kind == .string }) else {
      return nil
    }
    return elements.map(text)
  }

  /// A whole number of at most 9 digits; `nil` of anything else.
  func number(_ value: JSONSlice) -> Int? {
    guard value.kind == .number, value.range.count <= 9 else { return nil }
    return Int(text(value))
  }

  /// 1-based line of a byte.
  func line(of offset: Int) -> Int { 1 + bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } }

  /// What is wrong at a value.
  func fault(_ value: JSONSlice, _ rule: String, help: String? = nil) -> Diagnostic {
    fault(value.range.lowerBound, rule, help: help)
  }

  /// What is wrong at a byte.
  func fault(_ offset: Int, _ rule: String, help: String? = nil) -> Diagnostic {
    let offset = min(offset, bytes.count)
    let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      at: SourceLocation(path, line: line(of: offset), column: offset - lineStart + 1),
      rule,
      help: help
    )
  }

  private func text(_ value: JSONSlice) -> String {
    let contents = UnsafeBufferPointer(rebasing: bytes[value.contents])
    guard value.isEscaped else { return String(decoding: contents, as: UTF8.self) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }
}
