/// The datasets that come with Winnow.
package enum ShippedDatasets {
  /// All files, the same bytes at every call.
  package static func files() -> [GeneratedFile] {
    let posts = AnimalCorpus().posts()
    let messages = MessageCorpus().messages()
    let tickets = TicketCorpus().tickets()
    return [
      GeneratedFile(path: "animals/animals.csv", contents: AnimalFile.csv(posts)),
      GeneratedFile(path: "listings/listings.csv", contents: ListingCorpus().csv()),
      GeneratedFile(path: "messages/messages.csv", contents: MessageFile.csv(messages)),
      GeneratedFile(path: "requests/requests.csv", contents: RequestCorpus().csv()),
      GeneratedFile(path: "tickets/tickets.jsonl", contents: TicketFile.jsonl(tickets)),
      GeneratedFile(path: "tickets/tickets.xml", contents: TicketFile.xml(tickets)),
    ]
  }
}
