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
    private var observedAt: JSONValue?
    private var observedTo: JSONValue?
    private var observed: JSONValue?
    private var observedFrom: JSONValue?
    private var recordedAt: JSONValue?
    /// What the entity's one value is of, and the value, where its names do not say it.
    private(set) var property: JSONValue?
    private(set) var propertyValue: JSONValue?
    private(set) var propertyUnit: JSONValue?
    /// Whether the device has marked its value.
    private(set) var isOutlier = false

    /// - Parameters:
    ///   - element: the members.
    ///   - feature: the GeoJSON feature around them, which has id and place.
    init(_ element: JSONValue, of feature: JSONValue? = nil) {
        identity = feature?["id"]
        location = feature?["geometry"]
        for member in element.members {
            switch NGSIRole(member.key) {
            case .identity: identity = member.value
            case .type: type = member.value
            case .station: station = NGSIField(member.value).text
            case .device: device = NGSIField(member.value).text
            case .pointOfInterest: pointOfInterest = NGSIField(member.value).text
            case .observedAt: observedAt = NGSIField(member.value).value
            case .observedTo: observedTo = NGSIField(member.value).value
            case .observed: observed = observed ?? NGSIField(member.value).value
            case .observedFrom: observedFrom = NGSIField(member.value).value
            case .recordedAt: recordedAt = NGSIField(member.value).value
            case .property: property = NGSIField(member.value).value
            case .propertyValue: propertyValue = member.value
            case .propertyUnit: propertyUnit = NGSIField(member.value).value
            case .outlier: isOutlier = NGSIField(member.value).value.kind == .true
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

    /// Whether the entity is one measurement of a device.
    var isMeasurement: Bool { isOfType("DeviceMeasurement") }

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
        let hasTime = ObservationTime.isPart(of: identity.bytes)
        let isOfObservation = hasTime || isMeasurement || ObservationTime.isCounter(identity.bytes)
        if isOfObservation, let stable = device ?? pointOfInterest {
            return JSONName.append(stable, to: &text)
        }
        guard hasTime else { return JSONName.append(identity, to: &text) }
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
    /// Of several times one with a zone goes first: the others are copies without it. When an agent took the message
    /// counts only where nothing says when its values were measured.
    func time(_ context: DecodingContext) -> DraftTime {
        var best = DraftTime.none
        for candidate in [observedAt, observedTo, observed, observedFrom] {
            let time = NGSITime.draft(candidate, context)
            if case .at = time { return time }
            if !best.isOwn, time != .none { best = time }
        }
        if best.isOwn { return best }
        let recorded = NGSITime.draft(recordedAt, context)
        return recorded.isOwn ? recorded : best
    }

    /// The time of one of the entity's attributes, for which its own goes first and its metadata's last.
    func time(of field: NGSIField, entityTime: DraftTime, _ context: DecodingContext) -> DraftTime {
        let own = NGSITime.draft(field.observedAt, context)
        if own != .none { return own }
        // With an agent's time of the whole entity at hand, the attribute's is still the nearer one.
        guard !isObservationTold || !entityTime.isOwn, let recordedAt = field.recordedAt else { return entityTime }
        let recorded = NGSITime.draft(recordedAt, context)
        return recorded.isOwn ? recorded : entityTime
    }

    /// Whether a field says when the values were measured.
    private var isObservationTold: Bool {
        observedAt != nil || observedTo != nil || observed != nil || observedFrom != nil
    }

    /// The length of the observation's period in seconds; nil where it is not told.
    func periodSeconds(_ context: DecodingContext) -> Double? {
        let seconds: Double?
        if let observedFrom, let observedTo {
            seconds = NGSITime.seconds(from: observedFrom, to: observedTo, context)
        } else {
            seconds = NGSITime.intervalSeconds(observed)
        }
        // To the millisecond: clocks of devices write 10.000017 s where ten seconds are meant.
        guard let milliseconds = seconds.map({ ($0 * 1_000).rounded() }), milliseconds >= 1 else { return nil }
        return milliseconds / 1_000
    }
}
