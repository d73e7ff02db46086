import Foundation
import LabelingCore
import PluginHost
import TestSupport
import Testing

/// Plugins of other versions, made of C, as no Swift package can make them.
@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugins of these tests")
)
struct HandshakeTests {
  @Test func `a library without an entry is no plugin`() throws {
    let text = try refusal(of: "int unrelated(void) { return 0; }")
    #expect(text.contains("the library has no entry 'winnow_plugin_v1', so it is not a plugin"))
    #expect(text.contains("help: 'winnow new' writes the entry into Plugin.swift"))
  }

  @Test func `a file that is no library cannot be loaded`() throws {
    let path = try CompiledPlugin.file(named: "libText.so", "not a library")
    #expect(try refusal(path: path).contains("the plugin cannot be loaded: "))
  }

  @Test func `an entry of a later version says that the plugin is newer`() throws {
    let text = try refusal(of: "const void *winnow_plugin_v7(void) { return 0; }")
    #expect(text.contains("the plugin's border has version 7, this winnow has version 3"))
    #expect(text.contains("help: the plugin is newer: update winnow"))
  }

  @Test func `a table of version 0 says that the plugin is older`() throws {
    let text = try refusal(of: CompiledPlugin.source(abiVersion: "0"))
    #expect(text.contains("the plugin's border has version 0, this winnow has version 3"))
    #expect(text.contains("help: the plugin is older: build it again with 'winnow build TASK'"))
  }

  @Test func `a table of another size is refused before it is used`() throws {
    let text = try refusal(of: CompiledPlugin.source(tableByteCount: "8"))
    #expect(text.contains("the plugin's border has version 3 of another layout, this winnow"))
  }

  @Test func `another compiler is named beside ours`() throws {
    let text = try refusal(of: CompiledPlugin.source(compiler: "\"Clang 3.0 (other)\""))
    #expect(text.contains("the plugin was built by another compiler than winnow"))
    #expect(text.contains("note: plugin: Clang 3.0 (other)"))
    #expect(text.contains("help: build both with the same Swift"))
  }

  @Test func `another LabelingKit is named beside ours`() throws {
    let compiler = "\"\(CompiledPlugin.compilerIdentity)\""
    let text = try refusal(of: CompiledPlugin.source(compiler: compiler, kit: "\"9.9.9\""))
    #expect(text.contains("the plugin was built with LabelingKit 9.9.9, this winnow has "))
  }

  @Test func `a plugin that stops its process while it is described is told`() throws {
    let compiler = "\"\(CompiledPlugin.compilerIdentity)\""
    let text = try refusal(of: CompiledPlugin.source(compiler: compiler, describe: "abort();"))
    #expect(text.contains("the plugin stops its process while it is loaded: an abort"))
  }

  @Test func `a manifest that is not ours is told`() throws {
    let compiler = "\"\(CompiledPlugin.compilerIdentity)\""
    let describe = "return strdup(\"{\\\"answer\\\": 42}\");"
    let text = try refusal(of: CompiledPlugin.source(compiler: compiler, describe: describe))
    #expect(text.contains("the plugin's manifest is not what this winnow reads"))
  }

  @Test func `an example that stops the process is named with its place`() throws {
    let function =
      #"{"name":"odd","kind":"code","file":"/src/Odd.swift","line":3,"example_count":2,"#
      + #""examples":[{"file":"/src/Odd.swift","line":5},{"file":"/src/Odd.swift","line":6}]}"#
    let text = try refusal(of: Self.stopping(inExampleOf: function))
    #expect(
      text.hasPrefix("/src/Odd.swift:6: error: an example of function 'odd' stops the process: ")
    )
    #expect(text.contains("an abort"))
  }

  @Test func `where a plugin does not list its examples they are counted`() throws {
    let function =
      #"{"name":"odd","kind":"code","file":"/src/Odd.swift","line":3,"example_count":2}"#
    let text = try refusal(of: Self.stopping(inExampleOf: function))
    #expect(text.contains("error: example 2 of function 1 stops the process: an abort"))
  }

  @Test func `an example may print more than a pipe holds`() throws {
    let plugin = try CompiledPlugin.loaded(
      describing: #"for (int i = 0; i < 100000; i++) puts("a long story"); fflush(stdout);"#
    )
    #expect(plugin.manifest.functions.count == 1)
  }

  /// A plugin whose second example aborts; without examples it lists its functions.
  private static func stopping(inExampleOf function: String) -> String {
    let manifest =
      #"{"classes":["a","b"],"functions":[\#(function)],"problems":[],"failed_examples":[]}"#
    let literal = manifest.replacing("\"", with: "\\\"")
    return CompiledPlugin.source(
      compiler: "\"\(CompiledPlugin.compilerIdentity)\"",
      describe: """
        if (running) { winnow_mark(running, 1, 1); abort(); }
        return strdup("\(literal)");
        """
    )
  }

  private func refusal(of source: String) throws -> String {
    try refusal(path: CompiledPlugin.library(of: source))
  }

  private func refusal(path: String) throws -> String {
    let location = try TaskLocation(of: path, from: "/")
    let error = #expect(throws: PluginError.self) { try PluginBuilder(location).plugin() }
    return error?.description ?? ""
  }
}
