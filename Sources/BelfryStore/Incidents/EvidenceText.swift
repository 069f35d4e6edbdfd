// Evidence is a short list of numbers that belongs to its finding alone: one column of JSON, which SQLite's json_each
// opens to any SQL tool.

import BelfryModel
import FoundationEssentials

/// One number of evidence as the column `evidence` has it.
private struct EvidenceItem: Codable {
    var name: String
    /// null stands for NaN, which JSON cannot tell.
    var value: Double?
    var unit: String
    var nanoseconds: Int64?

    private enum CodingKeys: String, CodingKey {
        case name, value, unit
        case nanoseconds = "time_ns"
    }
}

/// A finding's evidence as JSON: `[{"name":"window_mean","value":212.5,"unit":"ug/m3","time_ns":…}]`.
enum EvidenceText {
    static func encode(_ evidence: [Evidence]) throws -> String {
        guard !evidence.isEmpty else { return "[]" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = infinities
        let items = evidence.map { item in
            EvidenceItem(
                name: item.name,
                value: item.value.isNaN ? nil : item.value,
                unit: item.unit.code,
                nanoseconds: item.time?.nanoseconds
            )
        }
        return String(decoding: try encoder.encode(items), as: UTF8.self)
    }

    /// What a text that is damaged had to say is lost; the finding it belongs to is not.
    static func decode(_ text: String) -> [Evidence] {
        guard text != "[]" else { return [] }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        let items = (try? decoder.decode([EvidenceItem].self, from: Data(text.utf8))) ?? []
        return items.map { item in
            Evidence(
                name: item.name,
                value: item.value ?? .nan,
                unit: Unit(item.unit),
                time: item.nanoseconds.map(Timestamp.init(nanoseconds:))
            )
        }
    }

    private static var infinities: JSONEncoder.NonConformingFloatEncodingStrategy {
        .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }
}
