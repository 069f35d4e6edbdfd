import BelfryModel

extension Ingest {
    /// What the names of a draft lead to.
    enum ChannelLookup {
        case found(Channel)
        case full
        case unresolved(ResolutionFault)
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
        let key = ChannelKey(route, buffer.format, names)
        if let known = channels.find(key, text) { return .found(known) }
        do throws(ResolutionFault) {
            let resolution = try resolve(names, message, feed, route)
            guard let descriptor = series(of: resolution, admission, &batch) else { return .full }
            // A series keeps the reference temperature that it began with, as it keeps its unit.
            let isOfAnother =
                resolution.gasReferenceCelsius != nil
                && resolution.gasReferenceCelsius != descriptor.gasReferenceCelsius
            let settled =
                isOfAnother
                ? try resolve(names, message, feed, route, gasReferenceCelsius: descriptor.gasReferenceCelsius)
                : resolution
            let channel = Channel(settled, in: descriptor)
            channels.insert(key, text, channel)
            return .found(channel)
        } catch {
            return .unresolved(error)
        }
    }

    /// The series of a resolution, to be stored if it is new or changed; nil beyond the limit.
    private mutating func series(
        of resolution: SeriesResolution,
        _ admission: Admission,
        _ batch: inout IngestBatch
    ) -> SeriesDescriptor? {
        switch catalog.admit(
            resolution.key,
            unit: resolution.unit,
            domain: resolution.domain,
            zone: resolution.zone,
            gasReferenceCelsius: resolution.gasReferenceCelsius
        ) {
        case .full: return nil
        case .known(let known): return known
        case .new(let new):
            if admission.stores { batch.newSeries.append(new) } else { unsavedSeries.append(new) }
            return new
        }
    }

    /// What the names of a draft mean, without the catalog.
    ///
    /// - Parameter gasReferenceCelsius: nil takes the configured one.
    func resolve(
        _ names: DraftNames,
        _ message: borrowing InboundMessage,
        _ feed: Feed,
        _ route: Route,
        gasReferenceCelsius: Double? = nil
    ) throws(ResolutionFault) -> SeriesResolution {
        let measurand = buffer.format.measurand(of: buffer.text(of: names), feed)
        return try SeriesResolver(feed, configuration, topic: message.topic, route)
            .resolve(measurand, gasReferenceCelsius: gasReferenceCelsius ?? configuration.gasReferenceCelsius)
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
