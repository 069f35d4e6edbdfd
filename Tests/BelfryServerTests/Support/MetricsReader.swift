/// A strict reader of both text formats, written from their grammars and not from the writer.
struct MetricsReader {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// The type of each family by name.
    private(set) var types: [String: String] = [:]
    private(set) var samples: [Sample] = []

    init(_ text: String, isOpenMetrics: Bool) throws {
        guard text.hasSuffix("\n") else { throw Failure(description: "no line feed at the end") }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        if isOpenMetrics {
            guard lines.last == "# EOF" else { throw Failure(description: "no # EOF at the end") }
            lines = lines.dropLast()
        }
        var family = ""
        for line in lines {
            if line.hasPrefix("# HELP ") || line.hasPrefix("# TYPE ") {
                let parts = line.split(separator: " ", maxSplits: 3)
                guard parts.count == 4, Self.isName(parts[2]) else { throw Failure(description: "bad line: \(line)") }
                if line.hasPrefix("# TYPE ") {
                    guard types.updateValue(String(parts[3]), forKey: String(parts[2])) == nil else {
                        throw Failure(description: "second type of \(parts[2])")
                    }
                }
                family = String(parts[2])
            } else {
                let sample = try Self.sample(line)
                try check(sample, belongsTo: family, isOpenMetrics: isOpenMetrics)
                samples.append(sample)
            }
        }
        let keys = samples.map { "\($0.name)\($0.labels.sorted { $0.key < $1.key })" }
        guard Set(keys).count == keys.count else { throw Failure(description: "a sample is there twice") }
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private func check(_ sample: Sample, belongsTo family: String, isOpenMetrics: Bool) throws {
        let type = types[family] ?? "none"
        var allowed = [family]
        if isOpenMetrics, type == "counter" { allowed = [family + "_total"] }
        if isOpenMetrics, type == "info" { allowed = [family + "_info"] }
        if type == "summary" { allowed += [family + "_sum", family + "_count"] }
        guard allowed.contains(sample.name) else {
            throw Failure(description: "\(sample.name) stands under \(family) of type \(type)")
        }
        if type == "counter", !(sample.value >= 0) { throw Failure(description: "counter below zero: \(sample)") }
        if type == "counter", !isOpenMetrics, !family.hasSuffix("_total") {
            throw Failure(description: "counter without _total: \(family)")
        }
    }

    private static func sample(_ line: Substring) throws -> Sample {
        var rest = line
        let name = rest.prefix { $0 != "{" && $0 != " " }
        guard isName(name) else { throw Failure(description: "bad name: \(line)") }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while rest.first != "}" {
                let label = rest.prefix { $0 != "=" }
                guard isName(label), !label.contains(":") else { throw Failure(description: "bad label: \(line)") }
                rest = rest.dropFirst(label.count)
                guard rest.hasPrefix("=\"") else { throw Failure(description: "no quote: \(line)") }
                rest = rest.dropFirst(2)
                labels[String(label)] = try unescaped(&rest, line)
                if rest.first == "," { rest = rest.dropFirst() }
            }
            rest = rest.dropFirst()
        }
        guard rest.first == " ", let value = number(rest.dropFirst()) else {
            throw Failure(description: "bad value: \(line)")
        }
        return Sample(name: String(name), labels: labels, value: value)
    }

    private static func unescaped(_ rest: inout Substring, _ line: Substring) throws -> String {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\":
                switch rest.popFirst() {
                case "\\": text += "\\"
                case "\"": text += "\""
                case "n": text += "\n"
                default: throw Failure(description: "bad escape: \(line)")
                }
            default: text.append(character)
            }
        }
        throw Failure(description: "open quote: \(line)")
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:".utf8.contains(byte)
        }
    }

    private static func number(_ text: Substring) -> Double? {
        switch text {
        case "NaN": .nan
        case "+Inf": .infinity
        case "-Inf": -.infinity
        default: text.allSatisfy { "0123456789.e+-".contains($0) } ? Double(text) : nil
        }
    }
}
