import Foundation
import TestSupport
import Testing
import WebDriver
import WebLabeling

/// The server as the ML backend of Label Studio and as what doccano asks.
struct ServerBackendTests {
  /// A labeling configuration that asks for a class of a text, and for more.
  private static let configuration = """
    <View>
      <Header value="What is it?"/>
      <Text name="comment" value="$body"/>
      <Choices name="kind" toName="comment" choice="single-radio">
        <Choice value="Not wanted" alias="spam"/><View><Choice value="ham"/></View>
        <Choice value="unsure"/>
      </Choices>
      <Choices name="part" toName="comment" perRegion="true"><Choice value="name"/></Choices>
    </View>
    """

  private static func serve(_ options: [String] = []) throws -> ServerUnderTest {
    try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 120).jsonLines,
      in: try ScratchFolder(),
      options: ["--ml-backend", "label-studio"] + options
    )
  }

  /// What Label Studio sends when it wants predictions: tasks with all that it knows of them.
  private static func prediction(
    of texts: [String?],
    in configuration: String = configuration
  ) throws -> String {
    let tasks = texts.enumerated().map { index, text -> [String: Any] in
      [
        "id": 40 + index, "data": text.map { ["body": $0, "id": "x\(index)"] } ?? ["id": "none"],
        "meta": [String: String](), "created_at": "2026-03-01T10:00:00.000000Z",
        "is_labeled": false, "overlap": 1, "inner_id": index + 1, "project": 7,
        "file_upload": NSNull(), "annotations": [Int](), "predictions": [Int](),
      ]
    }
    let request: [String: Any] = [
      "tasks": tasks, "project": "7.1772359200", "label_config": configuration,
      "params": ["login": NSNull(), "password": NSNull(), "context": NSNull()],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
  }

  /// What Label Studio sends when a project is connected, and before each prediction.
  private static func setup(_ configuration: String) throws -> String {
    let request: [String: Any] = [
      "project": "7.1772359200", "schema": configuration, "hostname": "http://localhost:8080",
      "access_token": "0123", "extra_params": NSNull(),
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
  }

  @Test func `Label Studio gets the labels that the server gives, as choices`() throws {
    let server = try Self.serve()
    let health = try server.json("GET", "/health", as: "")
    #expect(health["status"] as? String == "UP")
    #expect(health["model_class"] as? String == "Comments")
    let setup = try server.json("POST", "/setup", as: "", body: Self.setup(Self.configuration))
    let version = try #require(setup["model_version"] as? String)
    #expect(version.hasPrefix("Comments-"))
    let versions = try server.json("GET", "/versions", as: "")
    #expect(versions["versions"] as? [String] == [version])
    let texts =
      CommentCorpus(count: 30, seed: 3).comments.map(\.text) + ["it rains and it rains on"]
    let answer = try server.json("POST", "/predict", as: "", body: Self.prediction(of: texts))
    let results = try #require(answer["results"] as? [[String: Any]])
    #expect(results.count == texts.count)
    var emptyCount = 0
    for (text, result) in zip(texts, results) {
      let document = try JSONSerialization.data(withJSONObject: ["document": ["text": text]])
      let body = String(decoding: document, as: UTF8.self)
      let direct = try server.json("POST", "/v1/label", as: "", body: body)
      let label = try #require((direct["results"] as? [[String: Any]])?.first)
      let regions = try #require(result["result"] as? [[String: Any]])
      #expect(result["model_version"] as? String == version)
      #expect(result["score"] as? Double == label["confidence"] as? Double)
      guard let name = label["label"] as? String else {
        #expect(regions.isEmpty)
        emptyCount += 1
        continue
      }
      #expect(regions.count == 1)
      #expect(regions[0]["from_name"] as? String == "kind")
      #expect(regions[0]["to_name"] as? String == "comment")
      #expect(regions[0]["type"] as? String == "choices")
      #expect((regions[0]["value"] as? [String: Any])?["choices"] as? [String] == [name])
    }
    #expect(emptyCount > 0 && emptyCount < texts.count)
  }

  @Test func `several labels of a text are several choices, with a probability each`() throws {
    let letters = ["my account is blocked", "refund the invoice", "thank you", "nothing at all"]
    let corpus = (0..<80).map { #"{"id":"m\#($0)","text":"\#(letters[$0 % 4])"}"# + "\n" }.joined()
    let server = try ServerUnderTest(
      labeling: "Tags",
      like: corpus,
      in: try ScratchFolder(),
      options: ["--ml-backend", "label-studio"]
    )
    func configuration(_ attributes: String) -> String {
      let choices = ["billing", "login", "praise"].map { "<Choice value=\"\($0)\"/>" }
      return "<View><Text name=\"t\" value=\"$body\"/><Choices name=\"topic\" toName=\"t\""
        + "\(attributes)>\(choices.joined())</Choices></View>"
    }
    let single = try server.send("POST", "/setup", as: "", body: Self.setup(configuration("")))
    #expect(single.status == 450)
    #expect(single.reason.contains("'topic' takes one choice"), "\(single.reason)")
    let multiple = configuration(" choice=\"multiple\"")
    _ = try server.json("POST", "/setup", as: "", body: Self.setup(multiple))
    let body = try Self.prediction(of: ["my account is blocked", "nothing at all"], in: multiple)
    let answer = try server.json("POST", "/predict", as: "", body: body)
    let results = try #require(answer["results"] as? [[String: Any]])
    let regions = try #require(results[0]["result"] as? [[String: Any]])
    #expect(regions.count == 1)
    #expect(
      (regions[0]["value"] as? [String: Any])?["choices"] as? [String] == ["billing", "login"]
    )
    let probabilities = try #require(results[0]["probabilities"] as? [String: Double])
    #expect(Set(probabilities.keys) == ["billing", "login", "praise"])
    #expect(
      results[0]["score"] as? Double == probabilities.values.map { max($0, 1 - $0) }.min()
    )
    #expect((results[1]["result"] as? [Any])?.isEmpty == true)
  }

  @Test func `a task without a text is told, and the others are predicted`() throws {
    let server = try Self.serve()
    let body = try Self.prediction(of: ["please subscribe", nil, "what a song"])
    let answer = try server.json("POST", "/predict", as: "", body: body)
    let results = try #require(answer["results"] as? [[String: Any]])
    #expect(results.map { $0["result"] == nil } == [false, true, false])
    #expect((results[1]["error"] as? String)?.contains("task 41: ") == true)
    let none = try server.send("POST", "/predict", as: "", body: Self.prediction(of: [nil, nil]))
    #expect(none.status == 450)
    #expect(none.reason.contains("task 40: "))
    let empty = try server.json("POST", "/predict", as: "", body: Self.prediction(of: []))
    #expect((empty["results"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: [
    ("<View><Text name=\"t\" value=\"$body\"/></View>", "no Choices"),
    ("<View><Text", "line 1"),
    ("<!DOCTYPE x [<!ENTITY e \"e\">]><View>&e;</View>", "document type"),
    (configuration.replacing("alias=\"spam\"", with: ""), "no choice 'spam'"),
    (configuration.replacing("perRegion=\"true\"", with: ""), "2 Choices"),
    (configuration.replacing("<Text ", with: "<HyperText "), "HyperText"),
    (configuration.replacing("value=\"$body\"", with: "value=\"Read\""), "variable"),
    (configuration.replacing("name=\"comment\" value", with: "name=\"c\" value"), "'comment'"),
    (configuration.replacing("\"$body\"", with: "\"$body\" valueType=\"url\""), "address"),
    (configuration.replacing("name=\"kind\"", with: "name=\"kind\" value=\"$k\""), "in the tasks"),
  ])
  func `a labeling configuration that labels do not fit is refused where it shows`(
    configuration: String,
    word: String
  ) throws {
    let server = try Self.serve()
    for (path, body) in [
      ("/setup", try Self.setup(configuration)),
      ("/predict", try Self.prediction(of: ["please subscribe"], in: configuration)),
    ] {
      let reply = try server.send("POST", path, as: "", body: body)
      #expect(reply.status == 450)
      // Label Studio shows the status line and nothing else.
      #expect(reply.reason.contains(word), "\(reply.reason)")
      #expect(reply.text.contains("label_config"))
    }
  }

  @Test func `one of several questions is chosen by its name`() throws {
    let two = Self.configuration.replacing("perRegion=\"true\"", with: "")
    let server = try Self.serve(["--control", "kind"])
    _ = try server.json("POST", "/setup", as: "", body: Self.setup(two))
    let other = two.replacing("\"kind\"", with: "\"sort\"")
    let reply = try server.send("POST", "/setup", as: "", body: Self.setup(other))
    #expect(reply.reason.contains("no Choices 'kind'"))
  }

  @Test func `the token is taken as a password, for programs that know no other way`() throws {
    let server = try Self.serve()
    let token = server.tokens[""] ?? ""
    func basic(_ password: String) -> [String: String] {
      ["Authorization": "Basic " + Data("anyone:\(password)".utf8).base64EncodedString()]
    }
    #expect(try server.send("GET", "/health", headers: basic(token)).status == 200)
    let wrong = try server.send("GET", "/health", headers: basic("wnw_guess"))
    #expect(wrong.status == 401)
    #expect(wrong.headers["www-authenticate"]?.hasPrefix("Basic ") == true)
    #expect(try server.send("GET", "/health").status == 401)
    // A browser sends it by itself: what it sends needs the guard of our pages, like a cookie.
    let body = try Self.prediction(of: ["win money"])
    var headers = basic(token)
    #expect(try server.send("POST", "/predict", headers: headers, body: body).status == 200)
    for (name, value) in [
      ("Origin", "http://evil.example"), ("Origin", server.address),
      ("Sec-Fetch-Site", "same-origin"),
    ] {
      headers = basic(token)
      headers[name] = value
      #expect(
        try server.send("POST", "/predict", headers: headers, body: body).status == 403,
        "\(name)"
      )
    }
    headers["X-Winnow-Guard"] = try #require(AccessToken(token)).forgeryGuard
    #expect(try server.send("POST", "/predict", headers: headers, body: body).status == 200)
    // Nowhere else: browsers keep passwords and send them by themselves.
    let elsewhere = try server.send("GET", "/metrics", headers: basic(token))
    #expect(elsewhere.status == 401)
    #expect(elsewhere.headers["www-authenticate"] == "Bearer realm=\"winnow\"")
  }

  @Test func `events are heard, and training is refused with what to do instead`() throws {
    let server = try Self.serve()
    let event = "{\"action\":\"ANNOTATION_CREATED\",\"annotation\":{},\"project\":{\"id\":7}}"
    let heard = try server.json("POST", "/webhook", as: "", body: event)
    #expect(heard["status"] as? String == "ignored")
    let wish = "{\"action\":\"START_TRAINING\",\"project\":{\"id\":7}}"
    for (path, body) in [("/webhook", wish), ("/train", "{}")] {
      let reply = try server.send("POST", path, as: "", body: body)
      #expect(reply.status == 550)
      #expect(reply.reason.contains("winnow session import"))
    }
  }

  @Test func `without the option the routes of a backend say how to get them`() throws {
    let server = try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 50).jsonLines,
      in: try ScratchFolder()
    )
    let reply = try server.send("GET", "/health", as: "")
    #expect(reply.status == 450)
    #expect(reply.text.contains("--ml-backend label-studio"))
  }

  @Test func `doccano gets a list of labels, which is empty where there is none`() throws {
    let server = try Self.serve()
    for (text, expected) in [
      ("please subscribe to my channel", "[{\"label\":\"spam\"}]"),
      ("it rains and it rains, and it goes on and on", "[]"),
    ] {
      let body = "{\"text\": \"\(text)\"}"
      let reply = try server.send("POST", "/v1/label/doccano", as: "", body: body)
      #expect(reply.status == 200)
      #expect(reply.text == expected)
    }
    for (body, status) in [("[]", 400), ("{\"body\": \"x\"}", 422), ("{\"text\": 1,}", 400)] {
      #expect(try server.send("POST", "/v1/label/doccano", as: "", body: body).status == status)
    }
  }
}
