/// The description of the routes, `/openapi.json`: what is in `Assets`, and the pages.
enum RouteDescription {
  /// The description.
  static let bytes = Array(
    String(decoding: PackageResources.openapi_json, as: UTF8.self)
      .replacing("  \"(pages)\": {},", with: entries { page($0) })
      .replacing("  \"(page scripts)\": {},", with: entries { script($0) })
      .utf8
  )

  private static func entries(_ entry: (ServerPage) -> String) -> String {
    ServerPage.all.map(entry).joined(separator: "\n")
  }

  private static func page(_ page: ServerPage) -> String {
    """
      "\(page.path)": {
       "get": {
        "summary": "\(page.summary)",
        "responses": {
         "200": {
          "description": "The page.",
          "content": {
           "text/html": {
            "schema": {
             "type": "string"
            }
           }
          }
         },
         \(refusals("401", "404", "429", "503"))
        }
       }
      },
    """
  }

  private static func refusals(_ statuses: String...) -> String {
    statuses.map { "\"\($0)\": { \"$ref\": \"#/components/responses/Refused\" }" }
      .joined(separator: ",\n")
  }

  private static func script(_ page: ServerPage) -> String {
    """
      "/assets/\(page.name).js": {
       "get": {
        "summary": "Part of the pages",
        "responses": {
         "200": {
          "description": "The file.",
          "content": {
           "text/javascript": {
            "schema": {
             "type": "string"
            }
           }
          }
         },
         "304": {
          "description": "It is what 'If-None-Match' names."
         },
         \(refusals("429"))
        },
        "security": []
       }
      },
    """
  }
}
