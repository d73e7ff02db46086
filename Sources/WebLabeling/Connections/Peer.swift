internal import NIOCore
internal import Platform

/// Whose connections are counted together.
enum Peer {
  /// An IPv4 address, or the first half of an IPv6 address: one machine has the rest for itself.
  static func name(of address: SocketAddress?) -> String {
    guard let text = address?.ipAddress else { return "" }
    guard let bytes = NetworkAddress.sixteenBytes(of: text) else { return text }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
    if isMapped { return bytes[12...].map { String($0) }.joined(separator: ".") }
    return WebText.hexadecimal(bytes.prefix(8))
  }
}
