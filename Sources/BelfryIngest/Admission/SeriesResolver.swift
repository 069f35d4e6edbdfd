// From the names in payload and topic to what is measured, by whom, in which unit. Done once per channel.

import BelfryModel

/// What a channel's values mean.
struct SeriesResolution {
    var key: SeriesKey
    /// The unit that readings of the series are kept in.
    var unit: Unit
    /// False where no unit was declared, or none that leads to `unit`: then values are kept as they came.
    var isUnitKnown: Bool
    /// From the value as written to `unit`.
    var conversion: UnitConversion
    /// The air temperature that the conversion of a gas holds for; nil for any other.
    var gasReferenceCelsius: Double?
    /// What the quantity can be at all, in `unit`.
    var plausible: ClosedRange<Double>
    /// What holds for every reading of the channel.
    var flags: QualityFlags
    var domain: Domain
    var zone: String
}

/// Brings together what payload, topic, subscription and taxonomy say.
struct SeriesResolver {
    let feed: Feed
    let configuration: IngestConfiguration
    let topic: String
    let captures: TopicText

    init(_ feed: Feed, _ configuration: IngestConfiguration, topic: UnsafeBufferPointer<UInt8>, _ route: Route) {
        self.feed = feed
        self.configuration = configuration
        self.topic = String(decoding: topic, as: UTF8.self)
        self.captures = TopicText(topic, route.captures)
    }

    /// What a measurand means.
    ///
    /// - Parameter gasReferenceCelsius: the air temperature at which gases are converted.
    /// - Throws: the reason why it can't be a reading.
    func resolve(_ measurand: Measurand, gasReferenceCelsius: Double) throws(ResolutionFault) -> SeriesResolution {
        if let fault = measurand.fault { throw ResolutionFault(reason: fault) }
        let name = measurand.quantity.isEmpty ? captures.quantity : measurand.quantity
        guard !name.isEmpty else { throw ResolutionFault(reason: .noQuantity) }
        let quantity = Quantity(QuantityName.canonical(name))
        guard quantity.isWellFormed else { throw ResolutionFault(reason: .unusableName) }
        // Units, since SenML's "lat" and "lon" tell a position under whatever name.
        let isPersonal = PersonalName.isOne(name) || ["lat", "lon"].contains(measurand.unitText)
        if isPersonal, quantity.definition == nil { throw ResolutionFault(reason: .personalData) }
        let (owner, sensorFlags) = sensor(measurand.sensor)
        let sensor = MailAddress.hidden(in: measurand.part.isEmpty ? owner : "\(owner)/\(measurand.part)")
        let agency =
            [captures.agency, feed.subscription.agency, configuration.defaultAgency].first { !$0.isEmpty } ?? ""
        guard SensorName.isUsable(sensor), SensorName.isUsable(agency) else {
            throw ResolutionFault(reason: .unusableName)
        }
        let unit = UnitResolution(
            quantity,
            declared: declaredUnit(measurand, quantity),
            isTextEmpty: measurand.unitText.isEmpty,
            referenceCelsius: gasReferenceCelsius
        )
        var conversion = unit.conversion
        conversion.factor *= measurand.scale
        return SeriesResolution(
            key: SeriesKey(agency: agency, sensor: sensor, quantity: quantity),
            unit: unit.unit,
            isUnitKnown: unit.isKnown,
            conversion: conversion,
            gasReferenceCelsius: unit.gasReferenceCelsius,
            plausible: unit.isKnown ? quantity.definition?.plausible ?? .everything : .everything,
            flags: unit.isKnown ? sensorFlags : sensorFlags.union(.unitUnknown),
            domain: Domain(name: captures.domain) ?? feed.subscription.domain ?? quantity.domain,
            zone: zone
        )
    }

    /// The sensor by payload and topic.
    ///
    /// Where both name one and one name is part of the other, the topic's is meant: it is the operator's word. Where they
    /// differ the payload's counts, since one topic may carry several sensors, and the conflict is shown.
    private func sensor(_ payload: String) -> (name: String, flags: QualityFlags) {
        guard !payload.isEmpty else {
            let name = [captures.sensor, captures.rest].first { !$0.isEmpty } ?? topic
            return (name, [])
        }
        guard !captures.sensor.isEmpty, captures.sensor != payload else { return (payload, []) }
        // A part of the topic's sensor: dev/inside of dev.
        if payload.hasPrefix(captures.sensor + "/") { return (payload, []) }
        let agree = payload.holdsPart(captures.sensor) || captures.sensor.holdsPart(payload)
        return agree ? (captures.sensor, []) : (payload, .identityConflict)
    }

    private func declaredUnit(_ measurand: Measurand, _ quantity: Quantity) -> Unit? {
        if let unit = measurand.unit, unit.isKnown { return unit }
        if !measurand.unitText.isEmpty { return UnitName.unit(measurand.unitText) }
        return feed.subscription.units[quantity.name].flatMap { UnitName.unit($0.code) }
    }

    private var zone: String {
        let zones = [captures.zone, feed.subscription.zone, configuration.defaultZone]
        return zones.first { SensorName.isUsable($0) } ?? ""
    }
}

/// Why a value's names lead to no series.
struct ResolutionFault: Error {
    var reason: Reason

    /// What is understood and not to be kept is no failure.
    var outcome: Outcome { reason == .personalData ? .ignored : .undecoded }
}

/// The captures of a topic as text; empty where the template has none.
struct TopicText {
    let agency: String
    let zone: String
    let domain: String
    let sensor: String
    let quantity: String
    let rest: String

    init(_ topic: UnsafeBufferPointer<UInt8>, _ captures: TopicCaptures) {
        func text(_ span: TopicCaptures.Span) -> String {
            let start = Int(span.start)
            let end = start + Int(span.length)
            guard span.length > 0, end <= topic.count else { return "" }
            return String(decoding: UnsafeBufferPointer(rebasing: topic[start..<end]), as: UTF8.self)
        }
        agency = text(captures.agency)
        zone = text(captures.zone)
        domain = text(captures.domain)
        sensor = text(captures.sensor)
        quantity = text(captures.quantity)
        rest = text(captures.rest)
    }
}

extension ClosedRange<Double> {
    /// Nothing is implausible.
    static let everything: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
}

extension String {
    /// Whether another text stands in this one, not as part of a longer word or number: `a-1` is no part of `a-12`.
    func holdsPart(_ part: String) -> Bool {
        var text = self
        var part = part
        return text.withUTF8 { bytes in part.withUTF8 { Self.holds($0, in: bytes) } }
    }

    private static func holds(_ part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !part.isEmpty, part.count <= bytes.count else { return false }
        return (0...bytes.count - part.count).contains { start in
            let end = start + part.count
            // The neighbours first: names are made of words, and most places are in the middle of one.
            return (start == 0 || !isOfWord(bytes[start - 1])) && (end == bytes.count || !isOfWord(bytes[end]))
                && RawBytes.areEqual(UnsafeBufferPointer(rebasing: bytes[start..<end]), part)
        }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") <= 9 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80
    }
}
