internal import JSONText
internal import LabelingCore

/// Votes for one class a document that stand as JSON, as well as ``BallotNotation`` writes them.
///
/// `["cat", "dog"]` says one of these, and so does `{"any_of": ["cat", "dog"]}`; `{"not": ["ham"]}` says
/// none of these. An object may have a member `"confidence"`, and one name needs no array.
enum JSONBallot {
  /// What a text of JSON says, as ``BallotNotation`` writes it; `nil` for anything else.
  static func text(of json: String) -> String? {
    Array(json.utf8).withUnsafeBufferPointer { bytes in
      bytes.first == UInt8(ascii: "[") ? text(ofArray: bytes) : text(ofObject: bytes)
    }
  }

  private static func text(ofArray bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var elements: [JSONSlice] = []
    var scanner = JSONScanner(bytes)
    guard (try? scanner.array { elements.append($0) }) != nil, (try? scanner.end()) != nil else {
      return nil
    }
    return names(elements, bytes).map { text(of: $0) }
  }

  private static func text(ofObject bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var members: [String: JSONSlice] = [:]
    var isSound = true
    var scanner = JSONScanner(bytes)
    let read = try? scanner.object { key, value in
      isSound = isSound && members.updateValue(value, forKey: LabelObject.string(key, bytes)) == nil
    }
    guard read != nil, (try? scanner.end()) != nil, isSound else { return nil }
    let declared = members.removeValue(forKey: "confidence")
    var confidence = ""
    if let declared {
      guard declared.kind == .number, let value = Double(LabelObject.string(declared, bytes)),
        (0...1).contains(value)
      else { return nil }
      confidence = "@\((value * 1000).rounded() / 1000)"
    }
    guard members.count == 1, let (key, value) = members.first, key == "any_of" || key == "not"
    else { return nil }
    var elements = [value]
    if value.kind == .array {
      elements = []
      var scanner = JSONScanner(bytes, at: value.range.lowerBound)
      // The whole has passed a scanner.
      _ = try? scanner.array { elements.append($0) }
    }
    return names(elements, bytes).map { (key == "not" ? "!" : "") + text(of: $0) + confidence }
  }

  private static func text(of names: [String]) -> String {
    names.map { BallotNotation.escaped($0) }.joined(separator: "|")
  }

  /// The names in an array; `nil` where it has none, or something else.
  private static func names(
    _ elements: [JSONSlice],
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [String]? {
    guard !elements.isEmpty, elements.allSatisfy({ $0.kind == .string }) else { return nil }
    return elements.map { LabelObject.string($0, bytes) }
  }
}
