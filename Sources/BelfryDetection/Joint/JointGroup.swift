public import BelfryModel

/// A group of series and what a member is in it.
public struct JointGroup: Sendable {
    /// The group as a series of its own.
    public var series: SeriesDescriptor
    /// The stretches between its stations, as series of their own.
    public var sections: [SeriesDescriptor]
    /// Of a corridor: the member's station in driving direction, from 0.
    public var station: Int

    init(series: SeriesDescriptor, sections: [SeriesDescriptor] = [], station: Int = 0) {
        self.series = series
        self.sections = sections
        self.station = station
    }
}
