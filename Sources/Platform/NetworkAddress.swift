internal import Glibc

/// Addresses of the internet as bytes.
package enum NetworkAddress {
  /// The 16 bytes of an IPv6 address; `nil` for any other text.
  package static func sixteenBytes(of text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
  }
}
