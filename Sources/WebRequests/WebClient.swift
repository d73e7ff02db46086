internal import Platform

/// Asks programs over HTTP, each request by a process of curl.
///
/// Linking an HTTP library, libcurl or Foundation's, makes the start of every command half as long
/// again. What is secret stands in files in memory, and never among the arguments.
package struct WebClient: Sendable {
  private let program: String
  /// The longest time from the first byte of a request to the last of its answer.
  private let limitInSeconds: Int

  /// Looks for curl.
  ///
  /// - Parameter limitInSeconds: The longest time from a request to the end of its answer.
  /// - Throws: ``RequestError/noProgram``.
  package init(limitInSeconds: Int = 900) throws(RequestError) {
    guard let program = Environment.program("curl") else { throw .noProgram }
    self.program = program
    self.limitInSeconds = limitInSeconds
  }

  /// Sends a request and waits for the answer.
  ///
  /// - Throws: ``RequestError``; an answer of any status is no error.
  package func send(_ request: WebRequest) throws(RequestError) -> WebAnswer {
    let ended: (output: [UInt8], errors: [UInt8], ending: ChildProcess.Ending)
    do throws(SystemError) { ended = try run(request) } catch { throw .system(error) }
    guard ended.ending == .exited(code: 0), let answer = Self.answer(in: ended.output) else {
      throw .noAnswer(reason: Self.reason(in: ended.errors, ended.ending))
    }
    return answer
  }

  // MARK: - The process

  /// Numbers under which curl finds its settings and what it sends.
  private static let numbers: (settings: Int32, body: Int32) = (3, 4)

  private func run(
    _ request: WebRequest
  ) throws(SystemError) -> (output: [UInt8], errors: [UInt8], ending: ChildProcess.Ending) {
    let settings = try Self.file(holding: Array(settings(for: request).utf8))
    defer { settings.close() }
    let errors = try FileDescriptor.inMemory("errors")
    defer { errors.close() }
    var others = [(file: settings, number: Self.numbers.settings)]
    if let body = request.body {
      others.append((file: try Self.file(holding: body), number: Self.numbers.body))
    }
    defer { for other in others.dropFirst() { other.file.close() } }
    let ends = try FileDescriptor.pipe()
    defer { ends.reading.close() }
    var launch = ChildProcess.Launch([
      program, "--disable", "--config", "/dev/fd/\(Self.numbers.settings)",
    ])
    launch.output = ends.writing
    launch.errors = errors
    launch.others = others
    let process: ChildProcess
    do throws(SystemError) { process = try ChildProcess(launch) } catch {
      ends.writing.close()
      throw error
    }
    ends.writing.close()
    let output = Self.bytes(of: ends.reading)
    let ending = try process.wait()
    try errors.seek(to: 0)
    return (output, Self.bytes(of: errors), ending)
  }

  /// A file in memory, under a number that is none of those that curl finds.
  private static func file(holding bytes: [UInt8]) throws(SystemError) -> FileDescriptor {
    let made = try FileDescriptor.inMemory("request")
    defer { made.close() }
    let file = try made.duplicate(from: 10)
    do throws(SystemError) { try file.writeAll(bytes) } catch {
      file.close()
      throw error
    }
    return file
  }

  private static func bytes(of file: FileDescriptor) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while let count = try? file.read(into: buffer), count > 0 {
      bytes += UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }
    return bytes
  }

  // MARK: - What curl reads and writes

  private func settings(for request: WebRequest) -> String {
    var lines = [
      "silent", "show-error", "globoff", "proto = \"=http,https\"", "connect-timeout = 15",
      "max-time = \(limitInSeconds)", "user-agent = \"winnow\"",
      "write-out = \"\\n%{http_code} %{redirect_url}\"",
      "url = \(Self.quoted(request.url))", "request = \(Self.quoted(request.method))",
    ]
    // A program that is asked first whether it wants the body may take a second to say so.
    lines.append("header = \"Expect:\"")
    for field in request.fields {
      lines.append("header = \(Self.quoted("\(field.name): \(field.value)"))")
    }
    if request.body != nil {
      lines.append("data-binary = \"@/dev/fd/\(Self.numbers.body)\"")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
    return "\"\(escaped)\""
  }

  /// The answer in what curl wrote: what was sent, and a line with the status behind it.
  private static func answer(in output: [UInt8]) -> WebAnswer? {
    guard let end = output.lastIndex(of: 0x0A) else { return nil }
    let words = String(decoding: output[(end + 1)...], as: UTF8.self)
      .split(separator: " ", maxSplits: 1)
    guard let status = words.first.flatMap({ Int($0) }), status > 0 else { return nil }
    return WebAnswer(
      status: status,
      redirect: words.count > 1 ? String(words[1]) : nil,
      body: Array(output[..<end])
    )
  }

  /// Why there is no answer: `curl: (7) Failed to connect` without what comes before the words.
  private static func reason(in errors: [UInt8], _ ending: ChildProcess.Ending) -> String {
    let line = String(decoding: errors, as: UTF8.self).split(separator: "\n").last ?? ""
    let words = line.firstRange(of: ") ").map { line[$0.upperBound...] } ?? line
    return words.isEmpty ? "curl ended with exit code \(ending.exitCode)" : String(words)
  }
}
