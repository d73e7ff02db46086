internal import CLibCrypto

/// SHA-256 and what is built on it, by OpenSSL.
enum SecureHash {
  private static let byteCount = 32

  /// The 32 bytes of SHA-256.
  static func sha256(of bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    _ = SHA256(bytes, bytes.count, &digest)
    return digest
  }

  /// HMAC-SHA-256 (RFC 2104): what only somebody with the key can make.
  static func authenticationCode(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: byteCount)
    var count = UInt32(0)
    _ = HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, &count)
    return code
  }

  /// Compares in a time that does not depend on where two texts differ.
  static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
  }
}
