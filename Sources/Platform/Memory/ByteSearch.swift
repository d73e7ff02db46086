internal import Glibc

/// Bytes in memory, compared and looked for as fast as the machine can.
package enum ByteSearch {
  /// The distance to the first byte of a value; `nil` when there is none.
  package static func first(
    _ byte: UInt8,
    in bytes: UnsafeRawPointer,
    count: Int
  ) -> Int? {
    memchr(bytes, Int32(byte), count).map { UnsafeRawPointer($0) - bytes }
  }

  /// Whether two runs of bytes are the same.
  package static func areEqual(
    _ first: UnsafeRawPointer,
    _ second: UnsafeRawPointer,
    count: Int
  ) -> Bool { memcmp(first, second, count) == 0 }

  /// How many bytes are before the zero that ends a C string.
  package static func count(ofCString text: UnsafePointer<CChar>) -> Int { strlen(text) }
}
