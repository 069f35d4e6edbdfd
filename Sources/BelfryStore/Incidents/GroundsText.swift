// What a finding was raised on is read with it and never searched by itself: one column of JSON, as its evidence is.

import BelfryModel

/// What a finding was raised on as the column `raised_on` has it.
private struct GroundsItem: Codable {
    var detectedNanoseconds: Int64
    /// null stands for NaN, which JSON cannot tell.
    var value: Double?
    var threshold: Double?
    var text: String
    var evidence: [EvidenceItem]
    var configurationHash: String

    private enum CodingKeys: String, CodingKey {
        case value, threshold, text, evidence
        case detectedNanoseconds = "detected_at_ns"
        case configurationHash = "configuration_hash"
    }
}

/// What a finding was raised on as JSON: `{"detected_at_ns":…,"value":231.4,"threshold":200,"text":"…","evidence":[…],…}`.
enum GroundsText {
    static func encode(_ grounds: FindingGrounds) throws -> String {
        try ColumnText.encode(
            GroundsItem(
                detectedNanoseconds: grounds.detectedAt.nanoseconds,
                value: grounds.value.isNaN ? nil : grounds.value,
                threshold: grounds.threshold,
                text: grounds.text,
                evidence: grounds.evidence.map { EvidenceItem($0) },
                configurationHash: grounds.configurationHash
            )
        )
    }

    /// - Returns: nil where the text is damaged; the finding it belongs to is not lost.
    static func decode(_ text: String) -> FindingGrounds? {
        ColumnText.decode(GroundsItem.self, from: text).map { item in
            FindingGrounds(
                detectedAt: Timestamp(nanoseconds: item.detectedNanoseconds),
                value: item.value ?? .nan,
                threshold: item.threshold,
                text: item.text,
                evidence: item.evidence.map(\.evidence),
                configurationHash: item.configurationHash
            )
        }
    }
}
