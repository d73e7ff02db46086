import LabelingCore
import Testing

struct DigestTests {
  @Test func `the digest is XXH3 with 128 bits`() {
    // Known values of XXH3_128bits with seed 0; `xxhsum -H2` prints them too.
    #expect(Digest(of: "").description == "99aa06d3014798d86001c324468d497f")
    #expect(Digest(of: "abc").description == "06b05ab6733a618578af5f94892f3950")
  }

  @Test func `text and its bytes have the same digest`() {
    #expect(Digest(of: "é😀") == Digest(of: Array("é😀".utf8)))
  }

  @Test func `pieces give the digest of the whole`() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for size in [1, 7, 256, 4096, 10_000] {
      var stream = Digest.Stream()
      for start in stride(from: 0, to: bytes.count, by: size) {
        Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { stream.update($0) }
      }
      #expect(stream.digest == Digest(of: bytes))
    }
  }

  @Test func `every bit counts`() {
    let base = [UInt8](repeating: 0, count: 300)
    var digests: Set<Digest> = [Digest(of: base)]
    for index in base.indices {
      var other = base
      other[index] = 1
      digests.insert(Digest(of: other))
    }
    #expect(digests.count == base.count + 1)
  }
}
