extension AdviceTests {
  /// Of readers of corpora.
  static let reading = [
    Advice(
      text: "pass '--encoding' with a name that 'iconv --list' shows",
      mistake: "convert c.csv o.jsonl --encoding nonsense",
      remedy: ["convert c.csv o.jsonl --encoding latin1"]
    ),
    Advice(
      text: "pass '--encoding' with the file's encoding",
      files: ["e.csv": "id,text\na,é\n"],
      mistake: "convert e.csv o.jsonl --encoding ascii",
      remedy: ["convert e.csv o.jsonl --encoding utf-8"]
    ),
    Advice(
      text: "pass '--encoding windows-1252' if that is the file's encoding",
      bytes: ["e.csv": Array("id,text\na,".utf8) + [0xE9, 0x0A]],
      mistake: "convert e.csv o.jsonl",
      remedy: ["convert e.csv o.jsonl --encoding windows-1252"]
    ),
    Advice(
      text: "pass '--encoding windows-1252' if that is what it is",
      bytes: ["e.xml": Array("<r><d>".utf8) + [0xE9] + Array("</d><d>b</d></r>".utf8)],
      mistake: "convert e.xml o.jsonl --record d",
      remedy: ["convert e.xml o.jsonl --record d --encoding windows-1252"]
    ),
    Advice(
      text: "pass '--format' with ",
      files: ["c.data": "id,text\na,b\n"],
      mistake: "convert c.data o.jsonl",
      remedy: ["convert c.data o.jsonl --format csv"]
    ),
    Advice(
      text: "pass '--record' with an element name or path",
      mistake: "convert cs.xml o.jsonl",
      remedy: ["convert cs.xml o.jsonl --record cs/c"]
    ),
    Advice(
      text: "pass '--record' with one of the repeated elements",
      mistake: "convert cs.xml o.jsonl --record cs/d",
      remedy: ["convert cs.xml o.jsonl --record cs/c"]
    ),
    Advice(
      text: "pass '--on-error skip' to skip bad records",
      mistake: "convert bad.csv o.jsonl --on-error 1",
      remedy: ["convert bad.csv o.jsonl --on-error skip"]
    ),
    Advice(
      text: "'--on-error skip' goes on without such records",
      mistake: "convert bad.csv o.jsonl",
      remedy: ["convert bad.csv o.jsonl --on-error skip"]
    ),
    Advice(
      text: "pass '--separator' or '--quote' if the file uses others",
      files: ["s.csv": "id;text\na;one, two\n"],
      mistake: "convert s.csv o.jsonl",
      remedy: ["convert s.csv o.jsonl --separator ;"]
    ),
    Advice(
      text: "pass '--quote none' if quotes are data in this file",
      files: ["q.csv": "id,text\na,\"one\" two\n"],
      mistake: "convert q.csv o.jsonl",
      remedy: ["convert q.csv o.jsonl --quote none"]
    ),
    Advice(
      text: "name the character around fields, or 'none', with '--quote'",
      files: ["s.csv": "id;text\na;one\n"],
      mistake: "convert s.csv o.jsonl --separator ; --quote ;",
      remedy: ["convert s.csv o.jsonl --separator ; --quote none"]
    ),
    Advice(
      text: "'--rejects FILE' writes them all to a file",
      mistake: "convert bad.csv o.jsonl --on-error skip",
      remedy: ["convert bad.csv o.jsonl --on-error skip --rejects r.jsonl"]
    ),
    Advice(
      text: "or pass one of them with '--output-format'",
      mistake: "apply Comments c.csv -o v.data",
      remedy: ["apply Comments c.csv -o v.data --output-format csv"]
    ),
  ]

  /// Of fields of corpora.
  static let fields = [
    Advice(
      text: "pass '--id-field' with a field that tells the documents apart",
      mistake: "apply Comments dup.csv -o o.csv",
      remedy: ["apply Comments dup.csv -o o.csv --id-field key"]
    ),
    Advice(
      text: "or pass '--id-field' with another field",
      files: ["n.jsonl": "{\"id\":null,\"key\":\"k\",\"text\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv",
      remedy: ["apply Comments n.jsonl -o o.csv --id-field key"]
    ),
    Advice(
      text: "give the record a text, or pass '",
      files: ["n.jsonl": "{\"id\":\"a\",\"text\":null,\"body\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv",
      remedy: ["apply Comments n.jsonl -o o.csv --text-field body"]
    ),
    Advice(
      text: "pass '--text-field' with another field: ",
      files: ["n.jsonl": "{\"text\":\"a\",\"body\":\"b\"}\n{\"body\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv --text-field text",
      remedy: ["apply Comments n.jsonl -o o.csv --text-field body"]
    ),
    Advice(
      text: "pass '--separator' if fields are separated by ",
      files: ["s.csv": "id;text\na;win\nb;thanks\n"],
      mistake: "label Comments s.csv -o o.csv --text-field text",
      remedy: ["label Comments s.csv -o o.csv --text-field text --separator ;"]
    ),
    Advice(
      text: "leave '--class-weights' out, or rename the field in the input",
      files: ["w.csv": "id,gold,class_weight\na,ham,1\nb,spam,1\nc,ham,1\n"],
      mistake: "sample w.csv --class-field gold --class-weights inverse --count 2 -o o.csv",
      remedy: ["sample w.csv --class-field gold --count 2 -o o.csv"]
    ),
    Advice(
      text: "gives it another name",
      files: ["g.csv": "id,text,gold\na,win,spam\nb,thanks,hem\n"],
      mistake: "label Comments g.csv --gold-field gold -o o.csv",
      remedy: ["label Comments g.csv --gold-field gold --gold-map hem=ham -o o.csv"]
    ),
    Advice(
      text: "pass '--prefix' to give output fields another name",
      files: ["t.csv": "id,text,label\na,win,x\nb,thanks,y\n"],
      mistake: "label Comments t.csv -o o.csv",
      remedy: ["label Comments t.csv -o o.csv --prefix w_"]
    ),
    Advice(
      text: "name it with '--text-field",
      files: ["b.csv": "id,body\na,win\nb,thanks\n"],
      mistake: "label Comments b.csv -o o.csv",
      remedy: ["label Comments b.csv -o o.csv --text-field body"]
    ),
    Advice(
      text: "name it with '--stratify'",
      mistake: "sample c.csv --count 9 --stratify sam -o o.csv",
      remedy: ["sample c.csv --count 9 --stratify same -o o.csv"]
    ),
    Advice(
      text: "'--weight-field' names another field",
      mistake: "sample c.csv --count 9 --weight-field none -o o.csv",
      remedy: ["sample c.csv --count 9 --weight-field size -o o.csv"]
    ),
    Advice(
      text: "give the votes that 'winnow apply' wrote for this corpus, and its '--id-field'",
      before: ["apply Comments c.csv -o k.csv --id-field key"],
      mistake: "sample c.csv --count 9 --votes k.csv -o o.csv",
      remedy: ["sample c.csv --count 9 --votes k.csv --id-field key -o o.csv"]
    ),
    Advice(
      text: "pass '--probability-field' to give the output field another name",
      mistake: "sample sampled.csv --count 9 -o o.csv",
      remedy: ["sample sampled.csv --count 9 --probability-field p -o o.csv"]
    ),
    Advice(
      text: "'--uncertainty' reads what 'winnow label' wrote; "
        + "'--label-prefix' names what stands before its fields",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "sample c.csv --count 9 --uncertainty -o o.csv",
      remedy: ["sample p.csv --count 9 --uncertainty --label-prefix w_ -o o.csv"]
    ),
    Advice(
      text: "write --split train=0.8,valid=0.1,test=0.1",
      mistake: "sample c.csv --split a --output-dir s",
      remedy: ["sample c.csv --split train=0.8,valid=0.1,test=0.1 --output-dir s"]
    ),
    Advice(
      text: "ids come from '--id-field'",
      mistake: "show Comments c.csv --id k1",
      remedy: ["show Comments c.csv --id k1 --id-field key"]
    ),
    Advice(
      text: "name the field of known labels with '--gold-field', or leave it out",
      mistake: "label Comments c.csv -o o.csv --gold-field none",
      remedy: [
        "label Comments c.csv -o o.csv --gold-field gold", "label Comments c.csv -o o.csv",
      ]
    ),
    Advice(
      text: "name their field with '--gold-field', or give a file with '--gold'",
      mistake: "errors Comments c.csv",
      remedy: [
        "errors Comments c.csv --gold-field gold", "errors Comments c.csv --gold gold.csv",
      ]
    ),
  ]
}
