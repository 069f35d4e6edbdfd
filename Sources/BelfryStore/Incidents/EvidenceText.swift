// Evidence is a short list of numbers that belongs to its finding alone: one column of JSON, which SQLite's json_each
// opens to any SQL tool.

import BelfryModel

/// A finding's evidence as JSON: `[{"name":"window_mean","value":212.5,"unit":"ug/m3","time_ns":…}]`.
enum EvidenceText {
    static func encode(_ evidence: [Evidence]) throws -> String {
        guard !evidence.isEmpty else { return "[]" }
        return try ColumnText.encode(evidence.map { EvidenceItem($0) })
    }

    /// What a text that is damaged had to say is lost; the finding it belongs to is not.
    static func decode(_ text: String) -> [Evidence] {
        guard text != "[]" else { return [] }
        return (ColumnText.decode([EvidenceItem].self, from: text) ?? []).map(\.evidence)
    }
}
