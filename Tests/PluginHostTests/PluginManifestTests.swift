import PluginHost
import TestSupport
import Testing

/// What the host takes from manifests, those of plugins of an older LabelingKit among them.
@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugins of these tests")
)
struct PluginManifestTests {
  @Test func `a kind that this program does not know is taken as it is called`() throws {
    let plugin = try CompiledPlugin.loaded(functions: [("first", "gazetteer")])
    let function = plugin.manifest.functions[0]
    #expect(function.kind == "gazetteer")
    #expect(!function.isMatched && function.tellsParts)
  }

  @Test func `what older plugins do not tell of their functions follows from the kind`() throws {
    let plugin = try CompiledPlugin.loaded(
      functions: [("k", "keywords"), ("p", "pattern"), ("l", "lookup"), ("c", "code")]
    )
    let functions = plugin.manifest.functions
    #expect(functions.map(\.isMatched) == [true, true, false, false])
    #expect(functions.map(\.tellsParts) == [true, true, true, false])
  }
}
