internal import Foundation

/// Writes JSON for people and for version control.
enum JSONFile {
  /// Pretty-printed with sorted keys; arrays of numbers and strings stand on one line.
  static func bytes(of value: some Encodable) throws(LabelModelError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return joiningFlatArrays([UInt8](try encoder.encode(value))) + [UInt8(ascii: "\n")]
    } catch {
      throw .unreadableFile(reason: "a number is not finite")
    }
  }

  /// Drops the white space inside arrays that hold neither arrays nor objects.
  static func joiningFlatArrays(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "["), let end = endOfFlatArray(text, from: index) {
        appendCompact(text[index...end], to: &output)
        index = end + 1
      } else if byte == UInt8(ascii: "\"") {
        let end = endOfString(text, from: index)
        output.append(contentsOf: text[index...end])
        index = end + 1
      } else {
        output.append(byte)
        index += 1
      }
    }
    return output
  }

  private static func endOfString(_ text: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < text.count - 1, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count - 1)
  }

  private static func endOfFlatArray(_ text: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "\""): index = endOfString(text, from: index)
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func appendCompact(_ array: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let text = Array(array)
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        let end = endOfString(text, from: index)
        output.append(contentsOf: text[index...end])
        index = end
      case 0x20, 0x0A: break
      case UInt8(ascii: ","): output.append(contentsOf: [UInt8(ascii: ","), 0x20])
      default: output.append(text[index])
      }
      index += 1
    }
  }
}
