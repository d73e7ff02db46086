import Foundation
import Testing

/// Libraries that are no plugins, or plugins for another program, are refused with words.
@Suite(.enabled(if: SmallPlugin.compiler != nil, "there is no C compiler"))
struct HandshakeTests {
  private func refusal(of plugin: SmallPlugin) throws -> CommandResult {
    let folder = try ScratchFolder()
    try plugin.compile(to: "libSmall.so", in: folder)
    let result = try CommandLineTool.run(["functions", "libSmall.so"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    return result
  }

  /// What winnow was built with, as its refusals tell it.
  private func fitting() throws -> SmallPlugin {
    let compiler = try refusal(of: SmallPlugin(compiler: "other")).errorLines
      .first { $0.hasPrefix("note: winnow: ") }.map { String($0.dropFirst(14)) }
    return SmallPlugin(compiler: try #require(compiler))
  }

  @Test func `a library without the entry is no plugin`() throws {
    let result = try refusal(of: SmallPlugin(entry: "something_else"))
    #expect(
      result.errors.contains(
        "error: the library has no entry 'winnow_plugin_v1', so it is not a plugin"
      )
    )
  }

  @Test func `a plugin of a newer border asks for a newer winnow`() throws {
    let result = try refusal(of: SmallPlugin(entry: "winnow_plugin_v2", border: 2))
    #expect(
      result.errors.contains("the plugin's border has version 2, this winnow has version 1")
    )
    #expect(result.errors.contains("help: the plugin is newer: update winnow"))
  }

  @Test func `a plugin of an older border asks to be built again`() throws {
    let result = try refusal(of: SmallPlugin(border: 0))
    #expect(result.errors.contains("the plugin's border has version 0"))
    #expect(result.errors.contains("help: the plugin is older: build it again"))
  }

  @Test func `a plugin of another compiler tells both`() throws {
    let result = try refusal(of: SmallPlugin(compiler: "Pear clang 7"))
    #expect(result.errors.contains("error: the plugin was built by another compiler than winnow"))
    #expect(result.errors.contains("note: plugin: Pear clang 7\n"))
  }

  @Test func `a plugin of another kit tells both versions`() throws {
    var plugin = try fitting()
    plugin.kit = "0.0.9"
    let result = try refusal(of: plugin)
    #expect(result.errors.contains("the plugin was built with LabelingKit 0.0.9, this winnow has "))
  }

  @Test func `a manifest that is no manifest is refused`() throws {
    var plugin = try fitting()
    plugin.manifest = "{}"
    #expect(
      try refusal(of: plugin).errors.contains("the plugin's manifest is not what this winnow reads")
    )
  }

  @Test func `a plugin that stops while it is asked is told apart`() throws {
    var plugin = try fitting()
    plugin.stopsInDescribe = true
    #expect(
      try refusal(of: plugin).errors.contains("the plugin stops its process while it is loaded: ")
    )
  }

  @Test func `a file that is no library is refused`() throws {
    let folder = try ScratchFolder()
    try folder.write("not a library at all\n", to: "libText.so")
    let result = try CommandLineTool.run(["functions", "libText.so"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("libText.so: error: the plugin cannot be loaded: "))
  }

  @Test func `a plugin in C that keeps to the table labels`() throws {
    let folder = try ScratchFolder()
    try fitting().compile(to: "libSmall.so", in: folder)
    try folder.write("text\na\nb\nc\n", to: "c.csv")
    let result = try CommandLineTool.run(
      ["apply", "libSmall.so", "c.csv", "-o", "-", "--quiet"],
      in: folder
    )
    #expect(result.output == "id,first\nc.csv:1,yes\nc.csv:2,no\nc.csv:3,yes\n")
  }
}
