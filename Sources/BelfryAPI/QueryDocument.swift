/// What `GET /api/v1/query` answers: one series' readings, or their aggregates over steps.
public struct QueryDocument: Codable, Equatable, Sendable {
    public var series: String
    public var unit: String
    public var from: String
    public var to: String
    @Nullable public var stepSeconds: Double?
    @Nullable public var aggregate: String?
    public var points: [QueryPoint]
    /// True where the limit cut the answer; ask again from the last point's time.
    public var truncated: Bool

    public init(
        series: String,
        unit: String,
        from: String,
        to: String,
        stepSeconds: Double?,
        aggregate: String?,
        points: [QueryPoint],
        truncated: Bool
    ) {
        self.series = series
        self.unit = unit
        self.from = from
        self.to = to
        self.stepSeconds = stepSeconds
        self.aggregate = aggregate
        self.points = points
        self.truncated = truncated
    }
}

/// One point of a query.
public struct QueryPoint: Codable, Equatable, Sendable {
    public var time: String
    public var value: Double
    /// The stamp of decoding; absent for aggregates.
    public var quality: String?

    public init(time: String, value: Double, quality: String?) {
        self.time = time
        self.value = value
        self.quality = quality
    }
}
