// A table says in columns what a message says in topic and payload; from there on both go the same way.
//
//   agency, sensor, quantity, unit ─► TableChannel ─► (value, time) ─► Reading

public import BelfryModel

/// How the values of one series in a table become readings.
public struct TableChannel: Sendable {
    public let series: SeriesDescriptor
    /// Whether it was not known before, and so has to be stored.
    public let isNew: Bool
    fileprivate let channel: Channel

    /// The reading of a value.
    ///
    /// - Parameters:
    ///   - time: when it was measured, which stands for its arrival as well.
    ///   - quality: what is known of it already; nil has it stamped as it would have been on arrival.
    public func reading(_ value: Double, at time: Timestamp, quality: Quality? = nil) -> Reading {
        let value = channel.conversion.apply(to: value)
        var flags = channel.flags
        if value < channel.lowest || value > channel.highest { flags.insert(.outOfRange) }
        return Reading(
            series: series.id,
            value: value,
            eventTime: time,
            arrivalTime: time,
            quality: quality ?? QualityStamp.quality(of: flags),
            flags: flags,
            timeSource: .payload
        )
    }
}

/// Why a table's names lead to no series.
public enum TableChannelFault: Error, Equatable {
    /// The quantity, the sensor or the agency, in words.
    case unusableName(String)
    /// What it is called is a plate, a name or the like, which is not kept.
    case personalData
    /// The unit that the series is kept in, to which the table's does not lead.
    case unit(Unit)
    /// It would be new, and the limit is reached.
    case full
}

extension SeriesCatalog {
    /// The series of a key that comes from a table and not from a message, new if it has to be.
    ///
    /// - Parameters:
    ///   - unit: as the table writes it; empty where it has none, which then is that of the series.
    ///   - gasReferenceCelsius: the air temperature at which gases are converted.
    public func channel(
        of key: SeriesKey,
        unit text: String,
        gasReferenceCelsius: Double
    ) throws(TableChannelFault) -> TableChannel {
        let key = try Self.checked(key)
        let known = descriptor(for: key)
        var declared = text.isEmpty ? known?.unit ?? key.quantity.definition?.unit : UnitName.unit(text)
        // What the taxonomy does not know is kept in whatever unit it comes in.
        if declared == nil, !text.isEmpty, key.quantity.definition == nil { declared = Unit(text) }
        var unit = UnitResolution(
            key.quantity,
            declared: declared,
            isTextEmpty: text.isEmpty,
            referenceCelsius: known?.gasReferenceCelsius ?? gasReferenceCelsius
        )
        // What is stored without a unit comes out of an export without one.
        if text.isEmpty, declared?.isKnown != true { unit.isKnown = true }
        let resolution = SeriesResolution(key, unit)
        let admission = admit(
            key,
            unit: unit.unit,
            domain: resolution.domain,
            zone: resolution.zone,
            gasReferenceCelsius: unit.gasReferenceCelsius
        )
        switch admission {
        case .known(let series): return try TableChannel(resolution, in: series, isNew: false)
        case .new(let series): return try TableChannel(resolution, in: series, isNew: true)
        case .full: throw .full
        }
    }

    /// The key under the rules that hold for messages as well.
    private static func checked(_ key: SeriesKey) throws(TableChannelFault) -> SeriesKey {
        guard key.quantity.isWellFormed else {
            throw .unusableName("\"\(key.quantity.name)\" is not a quantity; write 1 to 64 of a-z, 0-9 and _")
        }
        if PersonalName.isOne(key.quantity.name), key.quantity.definition == nil { throw .personalData }
        var key = key
        key.sensor = MailAddress.hidden(in: key.sensor)
        for name in [key.agency, key.sensor] where !SensorName.isUsable(name) {
            throw .unusableName("\"\(name)\" is no name: \(SensorName.rule)")
        }
        return key
    }
}

extension TableChannel {
    fileprivate init(
        _ resolution: SeriesResolution,
        in series: SeriesDescriptor,
        isNew: Bool
    ) throws(TableChannelFault) {
        self.init(series: series, isNew: isNew, channel: Channel(resolution, in: series))
        guard !channel.flags.contains(.unitUnknown) else { throw .unit(series.unit) }
    }
}

extension SeriesResolution {
    /// Of a table, which tells neither domain nor zone.
    fileprivate init(_ key: SeriesKey, _ unit: UnitResolution) {
        self.init(
            key: key,
            unit: unit.unit,
            isUnitKnown: unit.isKnown,
            conversion: unit.conversion,
            gasReferenceCelsius: unit.gasReferenceCelsius,
            plausible: unit.isKnown ? key.quantity.definition?.plausible ?? .everything : .everything,
            flags: unit.isKnown ? [] : .unitUnknown,
            domain: key.quantity.domain,
            zone: ""
        )
    }
}
