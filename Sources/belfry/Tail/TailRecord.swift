import BelfryAPI

/// One line of `tail --json`: the stream's events with the API's own documents.
struct TailRecord: Encodable {
    /// `open` (at the start), `incident`, `finding` or `status`.
    var event: String
    var entry: TimelineDocument?
    var incident: IncidentDocument?
    var finding: FindingDocument?
    var status: StatusDocument?
}
