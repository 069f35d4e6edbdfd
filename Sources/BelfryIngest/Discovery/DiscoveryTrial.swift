import BelfryModel

/// Recognises topics and tries proposals, by decoding what was heard.
struct DiscoveryTrial {
    /// Topics of one group that a proposal is tried on.
    private static let triedTopics = 200

    /// Tells the kind of a topic by its samples, of which the first that can be read decides.
    func recognise(_ topic: HeardTopic) -> RecognisedTopic {
        guard let everything = try? TopicTemplate("#") else {
            return RecognisedTopic(topic: topic, kind: .unreadable, grounds: "")
        }
        var ingest = Self.ingest(Subscription(template: everything))
        var last = RecognisedTopic(topic: topic, kind: .unreadable, grounds: "no payload was kept")
        for sample in topic.samples {
            let message = ingest.decode(sample, topic: topic.name)
            last = RecognisedTopic(topic: topic, kind: kind(of: message, sample), grounds: message.grounds)
            if last.grounds.isEmpty { last.grounds = message.explanation }
            if last.kind != .unreadable { return last }
        }
        return last
    }

    private func kind(of message: DecodedMessage, _ sample: HeardSample) -> TopicKind {
        if message.outcome == .readings || (message.format != .auto && message.outcome != .malformed) {
            return .format(message.format)
        }
        if message.reason == .noQuantity { return .number }
        if message.outcome == .ignored { return .ignored }
        guard message.reason == .unknownFormat else { return .unreadable }
        return JSONShape.isDocument(sample.payload) ? .json : .unreadable
    }

    /// The subscription that reads most of a group.
    func propose(_ group: TopicGroup) -> SubscriptionProposal {
        let isJSON = group.key.kind == .json
        let mapping = isJSON ? MappingProposal(JSONShape(of: group.topics.flatMap(\.samples).map(\.payload))) : nil
        let candidates = candidates(group, mapping).map { trying($0, on: group) }
        // Of equals the first, which says the most.
        let best = candidates.reduce(nil as SubscriptionProposal?) { best, next in
            next.read > best?.read ?? -1 ? next : best
        }
        return best ?? unreadable(group, mapping)
    }

    /// - Parameter mapping: for a group of JSON.
    private func candidates(
        _ group: TopicGroup,
        _ mapping: MappingProposal?
    ) -> [(template: String, format: PayloadFormat, mapping: MappingProposal?)] {
        if case .format(let format) = group.key.kind, group.key.depth == 0 {
            return [("\(group.key.root)/#", format, nil)]
        }
        let pattern = LevelPattern(group.topics)
        // The key of a device group is a secret, and every group's devices are of interest.
        if case .format(.iotAgent) = group.key.kind { return [("/json/+/+/#", .iotAgent, nil)] }
        switch group.key.kind {
        case .format(let format):
            return [(pattern.wildcards, format, nil), (pattern.withSensor, format, nil)]
        case .number: return pattern.forNumbers.map { [($0, .value, nil)] } ?? []
        case .json:
            guard let mapping, !mapping.readings.isEmpty else { return [] }
            let template = mapping.sensor == nil ? pattern.withSensor : pattern.wildcards
            return [(template, .json, mapping)]
        case .unreadable, .ignored: return []
        }
    }

    /// A candidate as a proposal, with what it reads of the samples.
    private func trying(
        _ candidate: (template: String, format: PayloadFormat, mapping: MappingProposal?),
        on group: TopicGroup
    ) -> SubscriptionProposal {
        var proposal = SubscriptionProposal(candidate.template, candidate.format, candidate.mapping, of: group)
        guard let template = try? TopicTemplate(candidate.template),
            candidate.mapping == nil || candidate.mapping?.mapping != nil
        else { return proposal }
        var ingest = Self.ingest(
            Subscription(template: template, format: candidate.format, mapping: candidate.mapping?.mapping)
        )
        var findings = TrialFindings()
        for topic in group.topics.prefix(Self.triedTopics) {
            for sample in topic.samples {
                let message = ingest.decode(sample, topic: topic.name)
                proposal.tried += 1
                if message.outcome == .readings { proposal.read += 1 }
                findings.take(message)
            }
        }
        proposal.quantities = findings.quantities.sorted()
        proposal.questions = findings.questions(of: template)
        if let leaves = candidate.mapping?.unnamed, !leaves.isEmpty { proposal.questions.append(.meaning(leaves)) }
        return proposal
    }

    private func unreadable(_ group: TopicGroup, _ mapping: MappingProposal?) -> SubscriptionProposal {
        let template = group.key.depth == 0 ? "\(group.key.root)/#" : LevelPattern(group.topics).withSensor
        var proposal = SubscriptionProposal(template, group.key.kind == .number ? .value : .json, nil, of: group)
        proposal.questions = mapping.map { [.meaning($0.unnamed)] } ?? [.unreadable(group.grounds)]
        return proposal
    }

    /// An ingest that costs little to make: each topic gets its own, so that none is read by what another one taught.
    private static func ingest(_ subscription: Subscription) -> Ingest {
        var configuration = IngestConfiguration(subscriptions: [subscription])
        configuration.topicCacheSize = 4
        configuration.topicBucketCount = 4
        configuration.topicRowLimit = 1
        return Ingest(configuration: configuration, catalog: SeriesCatalog())
    }
}

/// What became apart from readings while a proposal was tried.
private struct TrialFindings {
    var quantities: Set<String> = []
    private var withoutUnit: Set<String> = []
    private var hasTimeWithoutZone = false

    mutating func take(_ message: DecodedMessage) {
        for reading in message.readings {
            quantities.insert(reading.key.quantity.name)
            if reading.flags.contains(.unitUnknown) { withoutUnit.insert(reading.key.quantity.name) }
            if reading.flags.contains(.clock), reading.timeSource == .payload { hasTimeWithoutZone = true }
        }
    }

    func questions(of template: TopicTemplate) -> [SubscriptionProposal.Question] {
        var questions: [SubscriptionProposal.Question] = []
        if !template.captures.contains(.agency) { questions.append(.agency) }
        if template.captures.contains(.zone) { questions.append(.zoneLevel) }
        if !withoutUnit.isEmpty {
            let pairs = withoutUnit.map { ($0, QuantityDefinition.byName[$0]?.unit.code ?? "") }
            questions.append(.units(Dictionary(uniqueKeysWithValues: pairs)))
        }
        if hasTimeWithoutZone { questions.append(.timeZone) }
        return questions
    }
}

extension SubscriptionProposal {
    /// A proposal that has not been tried.
    fileprivate init(_ template: String, _ format: PayloadFormat, _ mapping: MappingProposal?, of group: TopicGroup) {
        self.init(
            template: template,
            format: format,
            mapping: mapping,
            grounds: group.grounds,
            example: Redaction.topic(group.topics[0].name),
            topicCount: group.topics.count,
            messageCount: group.messageCount,
            tried: 0,
            read: 0,
            quantities: [],
            questions: []
        )
    }
}

extension Ingest {
    /// Decodes a sample as if it came now.
    fileprivate mutating func decode(_ sample: HeardSample, topic: String) -> DecodedMessage {
        Array(topic.utf8).withUnsafeBufferPointer { topic in
            sample.payload.withUnsafeBytes { payload in
                decode(InboundMessage(topic: topic, payload: payload, arrival: sample.arrival))
            }
        }
    }
}
