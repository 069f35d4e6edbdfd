// A CSV file (RFC 4180) as the same tree that a YAML list of mappings would give, so that one reader serves both.

/// Reads CSV with a header line; every value keeps its line and column.
struct CSVTable {
    let file: String
    let faults: FaultCollector

    private struct Field {
        var text: String
        var place: SourcePlace
    }

    /// One mapping a row, keyed by the header; empty fields are absent.
    func rows(of text: String) -> [YAMLNode] {
        var records = records(of: text)
        guard !records.isEmpty else {
            faults.report(SourcePlace(file: file), "the file is empty", remedy: "start it with a header line")
            return []
        }
        let header = records.removeFirst()
        return records.compactMap { record in
            guard record.count == header.count else {
                faults.report(
                    record[0].place,
                    "\(record.count) fields under a header of \(header.count)",
                    remedy: "quote fields that hold a comma"
                )
                return nil
            }
            let entries = zip(header, record).compactMap { key, field -> YAMLEntry? in
                guard !field.text.isEmpty else { return nil }
                let value = YAMLNode(place: field.place, content: .scalar(field.text))
                return YAMLEntry(key: key.text, keyPlace: key.place, value: value)
            }
            return YAMLNode(place: record[0].place, content: .mapping(entries))
        }
    }

    /// The records of a text, one a line; lines that are empty or start with `#` are skipped.
    private func records(of text: String) -> [[Field]] {
        var records: [[Field]] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("#") {
            records.append(fields(of: line, line: index + 1))
        }
        return records
    }

    private func fields(of line: Substring, line number: Int) -> [Field] {
        var fields: [Field] = []
        var rest = line
        while true {
            let column = line.unicodeScalars.distance(from: line.startIndex, to: rest.startIndex) + 1
            let place = SourcePlace(file: file, line: number, column: column)
            fields.append(Field(text: Self.takeField(&rest), place: place))
            guard rest.first == "," else { return fields }
            rest = rest.dropFirst()
        }
    }

    /// Takes one field off the front, up to the comma.
    ///
    /// A doubled quote inside quotes is a quote.
    private static func takeField(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let field = rest.prefix { $0 != "," }
            rest = rest[field.endIndex...]
            return String(field.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character != "\"" {
                text.append(character)
            } else if rest.first == "\"" {
                text.append(character)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        return text
    }
}
