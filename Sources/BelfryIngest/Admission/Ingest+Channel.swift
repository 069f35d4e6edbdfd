import BelfryModel

extension Ingest {
    /// What the names of a draft lead to.
    enum ChannelLookup {
        case found(Channel)
        case full
        case unresolved(Reason)
    }

    /// The channel of a draft: remembered, or worked out.
    mutating func channel(
        of names: DraftNames,
        _ message: borrowing InboundMessage,
        _ feed: Feed,
        _ route: Route,
        _ admission: Admission,
        _ batch: inout IngestBatch
    ) -> ChannelLookup {
        let text = buffer.text.bytes(Int(names.start), names.length)
        let key = ChannelKey(route, buffer.format, names, text)
        if let known = channels.find(key, text) { return .found(known) }
        let resolution: SeriesResolution
        do throws(ResolutionFault) {
            resolution = try resolve(names, message, feed, route)
        } catch {
            return .unresolved(error.reason)
        }
        let descriptor: SeriesDescriptor
        switch catalog.admit(
            resolution.key,
            unit: resolution.unit,
            domain: resolution.domain,
            zone: resolution.zone
        ) {
        case .full: return .full
        case .known(let known): descriptor = known
        case .new(let new):
            descriptor = new
            if admission.stores { batch.newSeries.append(new) } else { unsavedSeries.append(new) }
        }
        let channel = Channel(resolution, in: descriptor)
        channels.insert(key, text, channel)
        return .found(channel)
    }

    /// What the names of a draft mean, without the catalog.
    func resolve(
        _ names: DraftNames,
        _ message: borrowing InboundMessage,
        _ feed: Feed,
        _ route: Route
    ) throws(ResolutionFault) -> SeriesResolution {
        let measurand = buffer.format.measurand(of: buffer.text(of: names), feed)
        return try SeriesResolver(feed, configuration, topic: message.topic, route).resolve(measurand)
    }
}

extension Channel {
    /// The channel of a resolution whose series is in the catalog.
    ///
    /// A series keeps the unit that it began with: values of another one are brought to it, or marked.
    init(_ resolution: SeriesResolution, in descriptor: SeriesDescriptor) {
        series = descriptor.id
        conversion = resolution.conversion
        lowest = resolution.plausible.lowerBound
        highest = resolution.plausible.upperBound
        flags = resolution.flags
        isOfSafety = descriptor.domain == .safety
        guard resolution.isUnitKnown, descriptor.unit != resolution.unit else { return }
        guard let further = resolution.unit.conversion(to: descriptor.unit) else {
            flags.insert(.unitUnknown)
            return
        }
        conversion.factor *= further.factor
        conversion.offset = conversion.offset * further.factor + further.offset
    }
}
