public import BelfryAPI
import BelfryIngest
public import BelfryModel

extension Configuration {
    /// A series of a running daemon, as its engine sees it.
    ///
    /// - Parameter number: of the caller's choice.
    public func descriptor(of series: SeriesDocument, sensor: SensorDocument, number: SeriesID) -> SeriesDescriptor {
        let member = fleet.first { $0.sensor == series.sensor && ($0.agency ?? series.agency) == series.agency }
        let location = sensor.location.flatMap { pair in
            pair.count == 2 ? Location(longitude: pair[0], latitude: pair[1]) : nil
        }
        return SeriesDescriptor(
            id: number,
            key: SeriesKey(agency: series.agency, sensor: series.sensor, quantity: Quantity(series.quantity)),
            unit: Unit(series.unit),
            domain: Domain(name: series.domain) ?? .other,
            zone: series.zone,
            place: Place(kind: sensor.place == sensor.sensor ? .sensor : .site, name: sensor.place),
            location: location,
            // What the daemon tells may be learnt; learning is the engine's.
            cadenceNanoseconds: member?.cadenceNanoseconds,
            instrument: member?.instrument ?? .unknown,
            isOutOfService: member?.isOutOfService ?? false
        )
    }
}

extension Reading {
    /// A stored reading; nil for an aggregate.
    ///
    /// Of sealed readings the time of arrival is no longer known: that of the measurement stands in for it. A quality that is unknown
    /// is that of a reading without a known unit, which no limit is compared with.
    public init?(_ point: QueryPoint, of series: SeriesID) {
        guard let time = Timestamp(rfc3339: point.time), point.value.isFinite, let name = point.quality else {
            return nil
        }
        let quality = Quality(name: name) ?? .unknown
        self.init(
            series: series,
            value: point.value,
            eventTime: time,
            arrivalTime: time,
            quality: quality,
            flags: quality == .unknown ? .unitUnknown : []
        )
    }
}
