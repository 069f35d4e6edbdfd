import BelfryModel

/// The fields of an entity that say who, what and when, found in one pass.
struct NGSIEntity {
    /// Further types are not looked at: each attribute asks for them.
    private static let typeLimit = 8

    private var type: JSONValue?
    private(set) var measurands: NGSIMeasurands?
    private var location: JSONValue?
    private var identity: JSONValue?
    private var station: JSONValue?
    private var device: JSONValue?
    private var pointOfInterest: JSONValue?
    private var observedTo: JSONValue?
    private var observed: JSONValue?
    private var observedFrom: JSONValue?

    init(_ element: JSONValue) {
        for member in element.members {
            switch NGSIRole(member.key) {
            case .identity: identity = member.value
            case .type: type = member.value
            case .station: station = NGSIField(member.value).text
            case .device: device = NGSIField(member.value).text
            case .pointOfInterest: pointOfInterest = NGSIField(member.value).text
            case .observedTo: observedTo = NGSIField(member.value).text
            case .observed: observed = observed ?? NGSIField(member.value).text
            case .observedFrom: observedFrom = NGSIField(member.value).text
            case .measurand: measurands = NGSIMeasurands(NGSIField(member.value).value)
            case .location: location = NGSIField(member.value).value
            case .attribute, .other: break
            }
        }
    }

    /// Whether a type of the entity is this one, by its name or by the URI that it is short for.
    func isOfType(_ name: StaticString) -> Bool {
        hasType { RawBytes.areEqual($0, name) }
    }

    /// Whether the entity is an observation, `…Observed` by the habit of the models.
    var isObservation: Bool {
        hasType { type in
            let ending: StaticString = "Observed"
            let start = type.count - ending.utf8CodeUnitCount
            return start >= 0 && RawBytes.areEqual(UnsafeBufferPointer(rebasing: type[start...]), ending)
        }
    }

    private func hasType(where isMeant: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        guard let type else { return false }
        if type.kind == .string { return isMeant(NGSIVocabulary.shortName(type.bytes)) }
        return type.elements.prefix(Self.typeLimit).contains {
            $0.kind == .string && isMeant(NGSIVocabulary.shortName($0.bytes))
        }
    }

    /// Writes the sensor's name into the arena; nil where the entity has none that can be used.
    ///
    /// An id that carries a time is new with every observation; then what the entity refers to is the sensor, and
    /// without that what is left of the id.
    func appendSensor(to text: inout TextArena) -> DraftNames? {
        if let station { return JSONName.append(station, to: &text) }
        guard let identity, identity.kind == .string else {
            return (device ?? pointOfInterest).flatMap { JSONName.append($0, to: &text) }
        }
        guard ObservationTime.isPart(of: identity.bytes) else { return JSONName.append(identity, to: &text) }
        if let stable = device ?? pointOfInterest { return JSONName.append(stable, to: &text) }
        let start = text.count
        ObservationTime.append(without: identity.bytes, to: &text)
        let length = text.count - start
        guard (1...SensorName.byteLimit).contains(length) else { return nil }
        return DraftNames(
            start: UInt32(truncatingIfNeeded: start),
            sensorLength: UInt16(truncatingIfNeeded: length)
        )
    }

    /// Whether the entity says where it is with longitude and latitude in each other's place.
    ///
    /// GeoJSON has the longitude first, the older `geo:point` the latitude.
    func hasSwappedCoordinates(_ city: Location?) -> Bool {
        guard let location else { return false }
        let coordinates =
            location.kind == .string
            ? PayloadCoordinates(text: location.bytes) : PayloadCoordinates(geometry: location)
        return coordinates?.isSwapped(city: city) ?? false
    }

    /// The end of the observation.
    ///
    /// Of several times one with a zone goes first: the others are copies without it.
    func time(_ context: DecodingContext) -> DraftTime {
        var best = DraftTime.none
        for candidate in [observedTo, observed, observedFrom] {
            guard let candidate else { continue }
            let time = DraftTime(text: candidate.bytes, zone: context.zone, arrival: context.arrival)
            if case .at = time { return time }
            if !best.isOwn { best = time }
        }
        return best
    }

    /// The length of the observation's period in seconds; nil where it is not told.
    var periodSeconds: Double? {
        let bounds: (from: UnsafeBufferPointer<UInt8>, to: UnsafeBufferPointer<UInt8>)
        if let observedFrom, let observedTo {
            bounds = (observedFrom.bytes, observedTo.bytes)
        } else if let text = observed?.bytes, let slash = text.firstIndex(of: UInt8(ascii: "/")) {
            bounds = (
                UnsafeBufferPointer(rebasing: text[..<slash]), UnsafeBufferPointer(rebasing: text[(slash + 1)...])
            )
        } else {
            return nil
        }
        guard let from = Timestamp(rfc3339: bounds.from, defaultOffsetSeconds: 0),
            let to = Timestamp(rfc3339: bounds.to, defaultOffsetSeconds: 0)
        else { return nil }
        // To the millisecond: clocks of devices write 10.000017 s where ten seconds are meant.
        let milliseconds = (Double(to.nanosecondsSince(from)) / 1e6).rounded()
        return milliseconds >= 1 ? milliseconds / 1_000 : nil
    }
}
